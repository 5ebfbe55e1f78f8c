import { create, toBinary } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import type { Attribute, Constant, Graph, GraphDType, Node, Value } from '../graph/graph.js';

const IR_VERSION = 10n;
const OPSET = 21n;

const TYPES: Readonly<Record<GraphDType, TensorProto_DataType>> = {
  float32: TensorProto_DataType.FLOAT,
  int32: TensorProto_DataType.INT32,
  int64: TensorProto_DataType.INT64,
  uint8: TensorProto_DataType.UINT8,
  bool: TensorProto_DataType.BOOL,
};

/** Attributes that ONNX wants as floating-point numbers even where the number is whole. */
const FLOATS = new Set(['alpha', 'beta', 'epsilon', 'gamma', 'momentum', 'bias', 'lambd']);

export interface ModelInfo {
  readonly name: string;
  readonly producerVersion: string;
  /** Declare every value's shape and type, so that onnxruntime checks them against its own rules. */
  readonly declareValues?: boolean;
}

/**
 * A graph of ONNX operators as the bytes of an ONNX model (IR 10, opset 21, and onnxruntime's own
 * operators where a pass put some).
 */
export function onnxModel(graph: Graph, info: ModelInfo): Uint8Array<ArrayBuffer> {
  const names = valueNames(graph);
  const name = (value: Value | undefined) => (value ? (names.get(value) as string) : '');
  const valueInfo = (value: Value, as = name(value)) =>
    create(ValueInfoProtoSchema, { name: as, type: tensorType(value) });
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'dlx',
    producerVersion: info.producerVersion,
    opsetImport: [
      create(OperatorSetIdProtoSchema, { domain: '', version: OPSET }),
      ...domainsOf(graph).map((domain) => create(OperatorSetIdProtoSchema, { domain, version: 1n })),
    ],
    graph: create(GraphProtoSchema, {
      name: info.name,
      input: graph.inputs.map((input) => valueInfo(input.value)),
      output: graph.outputs.map((output) => valueInfo(output.value)),
      initializer: graph.constants.map((constant) => tensor(constant, name(constant.value))),
      node: graph.nodes.map((node, i) => nodeProto(node, i, name)),
      valueInfo: info.declareValues
        ? graph.nodes.flatMap((node) => node.outputs.map((value) => valueInfo(value)))
        : [],
    }),
  });
  return toBinary(ModelProtoSchema, model) as Uint8Array<ArrayBuffer>;
}

/** Inputs and outputs keep their names; whatever stands between is numbered. */
function valueNames(graph: Graph): Map<Value, string> {
  const names = new Map<Value, string>();
  for (const { name, value } of graph.inputs) names.set(value, name);
  for (const { name, value } of graph.outputs) {
    if (names.has(value))
      throw new Error(`output ${name} needs a node of its own: it is also ${names.get(value)}`);
    names.set(value, name);
  }
  let next = 0;
  const number = (value: Value) => {
    if (!names.has(value)) names.set(value, `v${next++}`);
  };
  for (const { value } of graph.constants) number(value);
  for (const node of graph.nodes) node.outputs.forEach(number);
  return names;
}

/** `com.microsoft.FusedMatMul` is FusedMatMul of the domain com.microsoft; ONNX's own have none. */
function operator(op: string): { domain: string; opType: string } {
  const dot = op.lastIndexOf('.');
  return { domain: op.slice(0, Math.max(0, dot)), opType: op.slice(dot + 1) };
}

const domainsOf = ({ nodes }: Graph) =>
  [...new Set(nodes.map(({ op }) => operator(op).domain))].filter((domain) => domain !== '');

function nodeProto(node: Node, index: number, name: (value: Value | undefined) => string) {
  const { domain, opType } = operator(node.op);
  return create(NodeProtoSchema, {
    name: `${node.scope || 'step'}/${index}`,
    opType,
    domain,
    input: node.inputs.map(name),
    output: node.outputs.map(name),
    attribute: Object.entries(node.attributes)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => attributeProto(key, value)),
  });
}

function attributeProto(name: string, value: Attribute) {
  const text = (s: string) => new TextEncoder().encode(s) as Uint8Array<ArrayBuffer>;
  const type = AttributeProto_AttributeType;
  if (name === 'to')
    return create(AttributeProtoSchema, { name, type: type.INT, i: BigInt(TYPES[value as GraphDType]) });
  if (typeof value === 'string')
    return create(AttributeProtoSchema, { name, type: type.STRING, s: text(value) });
  if (typeof value === 'number') {
    return FLOATS.has(name)
      ? create(AttributeProtoSchema, { name, type: type.FLOAT, f: value })
      : create(AttributeProtoSchema, { name, type: type.INT, i: BigInt(value) });
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) {
    return create(AttributeProtoSchema, { name, type: type.INTS, ints: value.map(BigInt) });
  }
  throw new Error(`attribute ${name} cannot be written: ${JSON.stringify(value)}`);
}

function tensor({ value, data }: Constant, name: string) {
  const rawData = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return create(TensorProtoSchema, {
    name,
    dims: value.shape.map(BigInt),
    dataType: TYPES[value.dtype],
    rawData,
  });
}

function tensorType(value: Value) {
  const dim = value.shape.map((size) => ({ value: { case: 'dimValue' as const, value: BigInt(size) } }));
  return create(TypeProtoSchema, {
    value: { case: 'tensorType', value: { elemType: TYPES[value.dtype], shape: { dim } } },
  });
}
