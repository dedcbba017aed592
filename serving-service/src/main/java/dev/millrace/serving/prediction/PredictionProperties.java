package dev.millrace.serving.prediction;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How requests are answered and logged.
 *
 * @param maxRows rows of one request
 * @param maxRequest size of one request
 * @param unknownColumns what happens to columns that a model does not have, where the request does not say
 * @param grpcPort port of the Open Inference Protocol over gRPC; 0 for any free one
 * @param log how answers are told to monitoring
 */
@ConfigurationProperties("millrace.serving.prediction")
public record PredictionProperties(
        @DefaultValue("1000") int maxRows,
        @DefaultValue("8MB") DataSize maxRequest,
        @DefaultValue("REFUSE") UnknownColumns unknownColumns,
        @DefaultValue("8305") int grpcPort,
        @DefaultValue Log log) {

    public PredictionProperties {
        if (maxRows < 1) {
            throw new IllegalArgumentException("millrace.serving.prediction.max-rows must be at least 1");
        }
    }

    /**
     * The log of answers.
     *
     * @param samplingRate share of the requests that is logged, 0 to 1
     * @param buffer memory for rows that the broker has not acknowledged yet; rows that find no room are dropped and counted
     * @param batchRows most rows of a record
     * @param batchTime how long answers are gathered before they are sent
     * @param recordSize size above which no record is made; below what the topic takes, 1 MiB unless it was set otherwise
     */
    public record Log(
            @DefaultValue("1.0") double samplingRate,
            @DefaultValue("32MB") DataSize buffer,
            @DefaultValue("500") int batchRows,
            @DefaultValue("50ms") Duration batchTime,
            @DefaultValue("900KB") DataSize recordSize) {

        public Log {
            if (!(samplingRate >= 0 && samplingRate <= 1)) {
                throw new IllegalArgumentException("millrace.serving.prediction.log.sampling-rate is 0 to 1");
            }
            if (buffer.toBytes() < 1 || batchRows < 1 || recordSize.toBytes() < 1) {
                throw new IllegalArgumentException(
                        "millrace.serving.prediction.log: buffer, batch-rows and record-size are at least 1");
            }
        }
    }
}
