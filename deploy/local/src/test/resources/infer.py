"""Asks a model over gRPC with Triton's own client of the Open Inference Protocol.

Usage: infer.py HOST:PORT TOKEN MODEL ROWS; ROWS is a file of JSON lines with the same columns in each.
Prints whether the model is ready, and each output's values in the order of the rows.
"""
import json
import sys

import numpy
import tritonclient.grpc as triton

address, token, model, rows = sys.argv[1:]
with open(rows, encoding='utf-8') as lines:
    rows = [json.loads(line) for line in lines]
headers = {'authorization': f'Bearer {token}'}
client = triton.InferenceServerClient(address)
metadata = client.get_model_metadata(model, headers=headers)
inputs = []
for column in metadata.inputs:
    # A missing number goes over the wire as NaN, a missing text as an empty one.
    if column.datatype == 'BYTES':
        array = numpy.array([row.get(column.name, '').encode() for row in rows], dtype=numpy.object_)
    else:
        array = numpy.array([row.get(column.name, numpy.nan) for row in rows], dtype=numpy.float64)
    array = array.reshape(len(rows), 1)
    tensor = triton.InferInput(column.name, array.shape, 'BYTES' if column.datatype == 'BYTES' else 'FP64')
    tensor.set_data_from_numpy(array)
    inputs.append(tensor)
answer = client.infer(model, inputs, headers=headers)
outputs = {}
for output in answer.get_response().outputs:
    values = answer.as_numpy(output.name)
    outputs[output.name] = [v.decode() if isinstance(v, bytes) else v for v in values.ravel().tolist()]
print(json.dumps({'ready': client.is_model_ready(model, headers=headers), 'outputs': outputs}))
