/** One operation of an OpenAPI document. */
export interface Operation {
  readonly path: string
  readonly method: string
  readonly operation: Record<string, unknown>
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const membersOf = (value: unknown) => (isRecord(value) ? Object.entries(value) : [])

export function operationsOf(document: Record<string, unknown>): readonly Operation[] {
  return membersOf(document.paths).flatMap(([path, item]) =>
    membersOf(item).flatMap(([method, operation]) =>
      METHODS.includes(method) && isRecord(operation) ? [{ path, method, operation }] : [],
    ),
  )
}

/** What is wrong with an API document, in words; empty for one that clients can be made from. */
export function checkDocument(document: Record<string, unknown>): readonly string[] {
  const operations = operationsOf(document)
  const ids = operations.map(({ operation }) => operation.operationId)
  const repeated = ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `operationId ${String(id)} is used twice`)
  const dangling = [...new Set(referencesOf(document))]
    .filter((reference) => !isRecord(resolved(document, reference)))
    .map((reference) => `${reference} leads nowhere`)
  const empty = operations.length === 0 ? ['there is no operation'] : []
  return [...empty, ...repeated, ...dangling, ...operations.flatMap(checkOperation)]
}

function checkOperation({ path, method, operation }: Operation): readonly string[] {
  const place = `${method} ${path}`
  const wrong: string[] = []
  if (typeof operation.operationId !== 'string' || !/^[a-z][A-Za-z0-9]+$/.test(operation.operationId)) {
    wrong.push(`${place}: operationId is no camelCase name`)
  }
  if (typeof operation.summary !== 'string' || operation.summary === '') wrong.push(`${place}: no summary`)
  const answers = membersOf(operation.responses)
  const success = answers.filter(
    ([status, answer]) => /^2\d\d$/.test(status) && membersOf(isRecord(answer) ? answer.content : {}).length > 0,
  )
  const problems = answers.filter(
    ([status, answer]) => status === '4XX' && JSON.stringify(answer).includes('application/problem+json'),
  )
  if (success.length === 0 || problems.length === 0) wrong.push(`${place}: no schema of success, or of problems`)
  const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
  const declared = (Array.isArray(operation.parameters) ? operation.parameters : [])
    .filter((parameter) => isRecord(parameter) && parameter.in === 'path')
    .map((parameter) => (isRecord(parameter) ? parameter.name : ''))
  if (named.some((name) => !declared.includes(name))) wrong.push(`${place}: a path parameter has no schema`)
  return wrong
}

function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf)
  return membersOf(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : referencesOf(member),
  )
}

function resolved(document: unknown, reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (place, part) => (isRecord(place) ? place[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      document,
    )
}
