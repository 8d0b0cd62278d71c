import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []

afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true, maxRetries: 5 })
})

/** A folder that is gone after the test file. Everybody may enter, for as root the database is another user's. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'recourse-e2e-')))
  chmodSync(path, 0o755)
  made.push(path)
  return path
}

/** Writes files by name into a folder of their own; answers their paths. */
export function files(contents: Readonly<Record<string, string | Uint8Array>>): readonly string[] {
  const place = folder()
  return Object.entries(contents).map(([name, content]) => {
    const path = join(place, name)
    writeFileSync(path, content)
    return path
  })
}
