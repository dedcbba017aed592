"""Makes the files beside this one: pip install pyarrow polars, and run it here."""

import datetime as dt
import decimal

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

at = dt.datetime(2024, 1, 1, 1, 2, 3, 123456)
scalars = pa.table({
    'bool': pa.array([True, None]),
    'int8': pa.array([-128, None], pa.int8()),
    'uint32': pa.array([4294967295, None], pa.uint32()),
    'uint64': pa.array([2**64 - 1, None], pa.uint64()),
    'float16': pa.array([1.5, None], pa.float16()),
    'decimal9': pa.array([decimal.Decimal('1.5'), None], pa.decimal128(9, 1)),
    'decimal38': pa.array([decimal.Decimal('123.45'), None], pa.decimal128(38, 2)),
    'decimal76': pa.array([decimal.Decimal('12345678901234567890123456789012345678901234.5'), None], pa.decimal256(76, 1)),
    'text': pa.array(['a', None], pa.large_string()),
    'dictionary': pa.array(['b', None]).dictionary_encode(),
    'nothing': pa.nulls(2),
    'date': pa.array([at.date(), None], pa.date32()),
    'time': pa.array([at.time(), None], pa.time64('us')),
    'seconds': pa.array([at.replace(microsecond=0), None], pa.timestamp('s')),
    'nanoseconds': pa.array([at, None], pa.timestamp('ns')),
    'zoned': pa.array([at, None], pa.timestamp('ns', 'Europe/Berlin')),
})
pq.write_table(scalars, 'pyarrow.parquet')
pq.write_table(scalars.select(['nanoseconds']), 'int96.parquet', use_deprecated_int96_timestamps=True)
pq.write_table(pa.table({
    'bytes': pa.array([b'\x00', None]),
    'fixed': pa.array([b'\x00\x01', None], pa.binary(2)),
}), 'bytes.parquet')
pq.write_table(pa.table({
    'list': pa.array([[1, 2], None]),
    'map': pa.array([[('a', 1)], None], pa.map_(pa.string(), pa.int64())),
    'group': pa.array([{'a': 1}, None]),
}), 'nested.parquet')
pl.DataFrame({
    'whole': [1, 2],
    'category': pl.Series(['a', 'b'], dtype=pl.Categorical),
    'choice': pl.Series(['a', 'b'], dtype=pl.Enum(['a', 'b'])),
    'decimal': pl.Series([decimal.Decimal('1.50'), None]),
    'time': [at.time(), None],
    'at': [at, None],
    'duration': [dt.timedelta(minutes=1), None],
    'nothing': pl.Series([None, None]),
}).write_parquet('polars.parquet')
