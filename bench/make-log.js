import { createHash, generateKeyPairSync, hash, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ORIGIN = 'bench.example/log'
const ENTRY = 70

/** Writes a log of `leaves` made-up event entries into `folder`; answers its vkey. A fresh key each time, kept by nobody. */
export function makeLog(folder, leaves) {
  const put = (path, bytes) => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  let hashes = Buffer.alloc(leaves * 32)
  const leaf = Buffer.alloc(1 + ENTRY)
  for (let from = 0; from < leaves; from += 256) {
    const width = Math.min(256, leaves - from)
    const bundle = Buffer.alloc(width * (2 + ENTRY))
    for (let i = 0; i < width; i++) {
      leaf[1] = 1
      leaf[2] = 0x1f
      leaf.writeUInt32BE(480_000, 3)
      digest(leaf.subarray(1, 7), leaf, 7)
      leaf.writeUInt32BE(from + i, 39)
      digest(leaf.subarray(1, 43), leaf, 7)
      digest(leaf.subarray(7, 43), leaf, 39)
      bundle.writeUInt16BE(ENTRY, i * (2 + ENTRY))
      leaf.copy(bundle, i * (2 + ENTRY) + 2, 1)
      digest(leaf, hashes, (from + i) * 32)
    }
    put(pathOf('entries', from / 256, width), bundle)
  }
  const edge = []
  for (let level = 0; hashes.length > 0; level++) {
    const count = hashes.length / 32
    const above = Buffer.alloc(Math.floor(count / 256) * 32)
    for (let from = 0; from < count; from += 256) {
      const width = Math.min(256, count - from)
      const tile = hashes.subarray(from * 32, (from + width) * 32)
      put(pathOf(level, from / 256, width), tile)
      if (width === 256) rootOf(tile).copy(above, (from / 256) * 32)
      else edge.push(tile)
    }
    if (count % 256 === 0) edge.push(Buffer.alloc(0))
    hashes = above
  }
  const root = edge.reduce((right, tile) => {
    const whole = subtreesOf(tile)
    const parts = right === null ? whole : [...whole, right]
    return parts.length === 0 ? null : parts.reduceRight((after, before) => node(before, after))
  }, null)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(12)])
  const id = createHash('sha256').update(`${ORIGIN}\n`).update(key).digest().subarray(0, 4)
  const text = `${ORIGIN}\n${leaves}\n${root.toString('base64')}\n`
  const line = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64')
  put('checkpoint', `${text}\n\u2014 ${ORIGIN} ${line}\n`)
  return `${ORIGIN}+${id.toString('hex')}+${key.toString('base64')}`
}

function digest(input, out, at) {
  out.write(hash('sha256', input, 'latin1'), at, 32, 'latin1')
}

function node(left, right) {
  const out = Buffer.alloc(32)
  digest(Buffer.concat([Buffer.of(1), left, right]), out, 0)
  return out
}

function rootOf(hashes) {
  if (hashes.length === 32) return hashes
  const half = hashes.length / 2
  return node(rootOf(hashes.subarray(0, half)), rootOf(hashes.subarray(half)))
}

/** Of a partial tile, largest first. */
function subtreesOf(tile) {
  const found = []
  let from = 0
  for (let bit = 128; bit >= 1; bit /= 2) {
    if (((tile.length / 32) & bit) === 0) continue
    found.push(rootOf(tile.subarray(from * 32, (from + bit) * 32)))
    from += bit
  }
  return found
}

function pathOf(level, index, width) {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)
  const name = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${name}${width === 256 ? '' : `.p/${width}`}`
}
