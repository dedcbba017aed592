// Renders /openapi.json: one fold a route, with parameters, body and answers. Text only, so nothing in it can act.
const element = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter(child => child !== undefined && child !== null));
  return node;
};

const resolve = (api, schema, depth = 0) => {
  if (!schema || depth > 6) return '…';
  if (schema.$ref) return resolve(api, api.components.schemas[schema.$ref.split('/').pop()], depth);
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.type === 'array') return [resolve(api, schema.items, depth + 1)];
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, resolve(api, one, depth + 1)]));
  }
  if (schema.additionalProperties) return { '…': resolve(api, schema.additionalProperties, depth + 1) };
  return schema.format || schema.type || 'any';
};

const content = (api, holder) => Object.entries((holder && holder.content) || {}).map(([type, one]) =>
  element('div', {}, element('p', {}, type), element('pre', {}, JSON.stringify(resolve(api, one.schema), null, 2))));

const parameters = operation => {
  if (!operation.parameters || !operation.parameters.length) return null;
  const rows = operation.parameters.map(one => element('tr', {},
    element('td', {}, element('code', {}, one.name)), element('td', {}, one.in), element('td', {}, one.required ? 'required' : ''),
    element('td', {}, one.description || '')));
  return element('table', {}, ...rows);
};

const route = (api, path, method, operation) => element('details', {},
  element('summary', {}, element('span', { class: 'method ' + method }, method.toUpperCase()), element('code', {}, path),
    element('span', { class: 'what' }, operation.summary || operation.operationId || '')),
  element('div', { class: 'body' },
    operation.description ? element('p', {}, operation.description) : null, parameters(operation),
    ...(operation.requestBody ? [element('h3', {}, 'Body'), ...content(api, operation.requestBody)] : []),
    ...Object.entries(operation.responses || {}).flatMap(([code, answer]) =>
      [element('h3', {}, code + ' ' + (answer.description || '')), ...content(api, answer)])));

const draw = api => {
  document.title = api.info.title;
  document.getElementById('title').textContent = api.info.title;
  document.getElementById('about').textContent = api.info.description || '';
  const routes = document.getElementById('routes');
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) routes.append(route(api, path, method, operation));
  }
};

fetch('/openapi.json')
  .then(answer => answer.ok ? answer.json() : Promise.reject(new Error(answer.status + ' ' + answer.statusText)))
  .then(draw)
  .catch(failure => { document.getElementById('about').textContent = 'The document could not be read: ' + failure.message; });
