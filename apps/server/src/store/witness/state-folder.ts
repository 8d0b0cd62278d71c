import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WitnessState } from '../../service/log/witness/witness.ts'
import { isCode, makeFolder, putDraft, writeDraft } from '../tiles/durable-file.ts'
import { alone } from '../tiles/folder-lock.ts'

/** A file a log, replaced as a whole and synced before `write` resolves; one process at a time works on the folder. */
export function witnessFolder(folder: string): WitnessState {
  const fileOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('the hash of an origin has 64 hexadecimal digits')
    return join(folder, hash)
  }
  return {
    async read(hash) {
      try {
        return new Uint8Array(await readFile(fileOf(hash)))
      } catch (error) {
        if (isCode(error, 'ENOENT')) return null
        throw error
      }
    },
    async write(hash, note) {
      await putDraft(await writeDraft(folder, note), fileOf(hash))
    },
    async alone(work) {
      await makeFolder(folder)
      return alone(folder, work)
    },
  }
}
