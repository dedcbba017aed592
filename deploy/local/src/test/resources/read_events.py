"""Reads every record of the topics given with Confluent's own client, knowing nothing but the registry's URL.

Usage: read_events.py BOOTSTRAP REGISTRY TOPIC...
Prints a JSON object a topic: its name, how many records were decoded, and the fields of the first.
"""
import json
import sys

from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

bootstrap, registry, topics = sys.argv[1], sys.argv[2], sys.argv[3:]
decode = AvroDeserializer(SchemaRegistryClient({'url': registry}))
consumer = Consumer({'bootstrap.servers': bootstrap, 'group.id': 'read-events', 'enable.auto.commit': False})

for topic in topics:
    events = []
    for partition in consumer.list_topics(topic, 30).topics[topic].partitions:
        start, end = consumer.get_watermark_offsets(TopicPartition(topic, partition), 30)
        consumer.assign([TopicPartition(topic, partition, start)])
        while start < end:
            record = consumer.poll(30)
            if record is None:
                sys.exit(f'{topic}: nothing more came from partition {partition}')
            if record.error():
                sys.exit(f'{topic}: {record.error()}')
            event = decode(record.value(), SerializationContext(topic, MessageField.VALUE))
            events.append((record.key().decode(), event))
            start = record.offset() + 1
    first = events[0] if events else (None, {})
    print(json.dumps({'topic': topic, 'events': len(events), 'key': first[0], 'first': first[1]}, default=str))
consumer.close()
