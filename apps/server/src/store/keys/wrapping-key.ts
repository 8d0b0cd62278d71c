import type { ErasureList } from '../../service/log/erase.ts'
import { LogStop } from '../../service/log/ports.ts'
import type { KeyFolder } from './key-folder.ts'

const NAME = 'wrapping'

/**
 * The key that wraps all sealing keys, read once. Made, with an empty list of erasures beside it, only while the database
 * holds nothing that another one wrapped: `LogStop` `keys_unfit` then.
 */
export function wrappingKey(options: {
  readonly keys: KeyFolder
  readonly list: ErasureList
  /** Whether something in the database is wrapped already. */
  readonly inUse: () => Promise<boolean>
}): () => Promise<Uint8Array> {
  const { keys, list, inUse } = options
  const find = async (): Promise<Uint8Array> => {
    const held = await keys.read(NAME)
    if (held !== null) return held
    if (await inUse()) {
      throw new LogStop(
        'keys_unfit',
        'log.md 2',
        `${NAME}.key is not in ${keys.path}, and the database holds what it wraps. Put it there, or set RECOURSE_KEYS to where it lies.`,
      )
    }
    const made = await keys.readOrMake(NAME)
    await list.add([])
    return made
  }
  let found: Promise<Uint8Array> | null = null
  return () => {
    found ??= find().catch((error: unknown) => {
      found = null
      throw error
    })
    return found
  }
}
