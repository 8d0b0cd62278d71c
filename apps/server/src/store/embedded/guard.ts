import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { EmbeddedSettings } from './settings.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const SWEEPER = fileURLToPath(new URL('./sweep.js', import.meta.url))

/**
 * Sees to it that a process leaves no server behind, whatever its caller forgot (`kill -9` alone cannot be met):
 * at a signal that nobody else listens to, `end` runs before the process dies of it; at an exit without `close` (a second
 * Ctrl-C, an exception nobody caught), a small program of its own stops the server unless somebody uses it.
 * Answers with a function that lets go.
 */
export function guardProcess(settings: EmbeddedSettings, end: () => Promise<void>): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return
    void end().finally(() => {
      release()
      process.kill(process.pid, signal)
    })
  }
  const onExit = () => {
    if (settings.keepRunning !== true) startSweeper(settings)
  }
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, onSignal)
    process.off('exit', onExit)
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  process.on('exit', onExit)
  return release
}

function startSweeper({ dataFolder, systemFolder }: EmbeddedSettings): void {
  const folder = resolve(dataFolder)
  // Run from the source, as tests are, there is no such program.
  if (!existsSync(join(folder, 'postgres', 'postmaster.pid')) || !existsSync(SWEEPER)) return
  const options = [SWEEPER, folder, ...(systemFolder === undefined ? [] : [systemFolder])]
  spawn(process.execPath, options, { cwd: '/', detached: true, stdio: 'ignore' }).unref()
}
