package dev.millrace.messaging.kafka;

import dev.millrace.messaging.AggregateProperties;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.Relay;
import dev.millrace.messaging.commit.Stores;
import dev.millrace.messaging.commit.Sweep;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.consume.StoredParking;
import dev.millrace.messaging.jobs.JobBell;
import dev.millrace.messaging.jobs.JobRules;
import dev.millrace.messaging.jobs.JobRunner;
import dev.millrace.messaging.lifecycle.MessagingLifecycle.Chore;
import dev.millrace.messaging.lifecycle.MessagingThreads;
import dev.millrace.messaging.lifecycle.ServiceIdentity;
import dev.millrace.messaging.lifecycle.Waits;
import dev.millrace.messaging.trail.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Aggregates, parking and jobs of a service with a document store. */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@ConditionalOnProperty(name = "millrace.messaging.store", havingValue = "mongo", matchIfMissing = true)
@EnableConfigurationProperties(AggregateProperties.class)
class AggregatesAutoConfiguration {

    @Bean
    JobBell jobBell() {
        return new JobBell();
    }

    @Bean
    CommittedAggregates aggregates(
            ServiceIdentity identity,
            AggregateProperties settings,
            Stores stores,
            Relay relay,
            JobBell bell,
            Clock clock,
            MeterRegistry meters) {
        return new CommittedAggregates(identity.service(), settings.outboxLimit(), stores, relay, bell, clock, meters);
    }

    @Bean
    Parking storedParking(ServiceIdentity identity, CommittedAggregates aggregates, Clock clock) {
        return new StoredParking(identity.service(), aggregates, clock);
    }

    @Bean
    StoreWork storeWork(
            Stores stores,
            Relay relay,
            ObjectProvider<JobWorker<?>> workers,
            CommittedAggregates aggregates,
            JobBell bell,
            ServiceIdentity identity,
            MessagingThreads threads,
            AggregateProperties settings,
            Spans spans,
            Waits waits,
            Clock clock,
            MeterRegistry meters) {
        var rules =
                new JobRules(identity.owner(), identity.deadOwner(), settings.jobTakeover(), settings.jobAttempts());
        var chores = new ArrayList<Chore>();
        var runners = workers.orderedStream()
                .map(worker -> runner(worker, aggregates, rules, threads, spans, clock, meters))
                .toList();
        var sweep = new Sweep(stores::used, relay, settings.sweepGrace(), clock, System::nanoTime, meters);
        chores.add(new Chore(waits.looking("store", sweep::sweep), settings.sweepInterval(), threads.timer()));
        runners.forEach(runner -> {
            runner.answer(bell);
            chores.add(new Chore(runner::poll, settings.jobPoll(), threads.timer()));
            chores.add(new Chore(runner::beat, settings.jobBeat(), threads.timer()));
        });
        return new StoreWork(stores::prepare, chores, () -> runners.forEach(JobRunner::stop));
    }

    private static <S> JobRunner<S> runner(
            JobWorker<S> worker,
            CommittedAggregates aggregates,
            JobRules rules,
            MessagingThreads threads,
            Spans spans,
            Clock clock,
            MeterRegistry meters) {
        return new JobRunner<>(
                worker,
                aggregates.committed(worker.type()),
                rules,
                threads.jobs(),
                clock,
                System::nanoTime,
                spans,
                meters);
    }

    /** What must be done before, while and after a service with a store listens. */
    record StoreWork(Runnable prepare, List<Chore> chores, Runnable stop) {}
}
