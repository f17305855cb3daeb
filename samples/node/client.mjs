// A client of OmniForge for Node, built from nothing but the contract in protos/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import googleProtoFiles from 'google-proto-files';

const here = path.dirname(fileURLToPath(import.meta.url));
const protos = path.resolve(here, '../../protos');
// google/api and google/rpc, which the contract imports.
const google = path.resolve(googleProtoFiles.getProtoPath(), '..');

const services = fs.readdirSync(path.join(protos, 'omniforge/v1')).filter((name) => name.endsWith('_service.proto'));
const definition = protoLoader.loadSync(
  [...services.map((name) => `omniforge/v1/${name}`), 'google/rpc/status.proto', 'google/rpc/error_details.proto'],
  { includeDirs: [protos, google], keepCase: true, longs: String, enums: String, defaults: true, oneofs: true },
);
const v1 = grpc.loadPackageDefinition(definition).omniforge.v1;

/** One stub per service of the contract; every call carries the key. */
export function connect({ url, key }) {
  const address = new URL(url);
  const channel = address.protocol === 'https:' ? grpc.credentials.createSsl() : grpc.credentials.createInsecure();
  const bearer = (options, next) =>
    new grpc.InterceptingCall(next(options), {
      start(metadata, listener, start) {
        if (key) metadata.set('authorization', `Bearer ${key}`);
        start(metadata, listener);
      },
    });
  const stub = (Service) => new Service(address.host, channel, { interceptors: [bearer] });
  return {
    agents: stub(v1.AgentService),
    conversations: stub(v1.ConversationService),
    executions: stub(v1.ExecutionService),
    files: stub(v1.FileService),
    schedules: stub(v1.ScheduleService),
    skills: stub(v1.SkillService),
  };
}

/** A unary call as a promise. */
export function call(stub, method, request) {
  return new Promise((resolve, reject) => {
    const deadline = new Date(Date.now() + 120_000);
    stub[method](request, { deadline }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** The stable reason of a refusal (`RESOURCE_NOT_FOUND`), from google.rpc.Status in the trailers. */
export function reasonOf(error) {
  const [bytes] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (!bytes) return undefined;
  const status = definition['google.rpc.Status'].deserialize(bytes);
  const info = status.details.find((detail) => (detail.type_url ?? detail['@type'])?.endsWith('google.rpc.ErrorInfo'));
  if (!info) return undefined;
  return info.reason ?? definition['google.rpc.ErrorInfo'].deserialize(info.value).reason;
}

/** JSON values as google.protobuf.Struct, in which numbers are doubles. */
export function struct(object) {
  return { fields: Object.fromEntries(Object.entries(object).map(([name, value]) => [name, valueOf(value)])) };
}

/** The JSON object of a google.protobuf.Struct. */
export function plain(message) {
  return Object.fromEntries(Object.entries(message?.fields ?? {}).map(([name, value]) => [name, plainValue(value)]));
}

/** Where a server on this machine listens, and its key; undefined without one. */
export function localServer(home = process.env.OMNIFORGE_HOME ?? path.join(os.homedir(), '.omniforge')) {
  try {
    const note = JSON.parse(fs.readFileSync(path.join(home, 'server.json'), 'utf8'));
    return { url: note.grpc, key: fs.readFileSync(path.join(home, 'local.key'), 'utf8').trim() };
  } catch {
    return undefined;
  }
}

function valueOf(value) {
  if (value === null) return { null_value: 'NULL_VALUE' };
  if (Array.isArray(value)) return { list_value: { values: value.map(valueOf) } };
  switch (typeof value) {
    case 'number':
      return { number_value: value };
    case 'boolean':
      return { bool_value: value };
    case 'string':
      return { string_value: value };
    default:
      return { struct_value: struct(value) };
  }
}

function plainValue(value) {
  switch (value.kind) {
    case 'list_value':
      return value.list_value.values.map(plainValue);
    case 'struct_value':
      return plain(value.struct_value);
    case 'null_value':
      return null;
    default:
      return value[value.kind];
  }
}
