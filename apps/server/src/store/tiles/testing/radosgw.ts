import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { openObjectService } from '../object-service.ts'
import type { ObjectService } from '../tile-stores.ts'

const run = promisify(execFile)

const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin', 'timeout']

/** Where a program is missing, tests are skipped by this reason. Debian: `ceph-mon ceph-osd radosgw`. */
export const radosgwPresent = process.platform === 'linux' && PROGRAMS.every(isInstalled)

export interface RadosGateway {
  readonly service: ObjectService
  readonly bucket: string
  stop(): Promise<void>
}

const START_MS = 90_000
/** Whatever becomes of the test run, each daemon is gone after this. */
const LIFE_SECONDS = 900
const USER = { accessKeyId: 'testing', secretAccessKey: 'testing-secret', sessionToken: null }

/** A whole Ceph object store in a folder of its own: one monitor, one OSD in memory, one gateway on the loopback. @throws Error with what its parts last said. */
export async function startRadosGateway(): Promise<RadosGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'recourse-radosgw-'))
  const daemons: ChildProcess[] = []
  const stop = async (): Promise<void> => {
    for (const daemon of daemons) killGroup(daemon)
    await Promise.all(daemons.map(ended))
    await rm(folder, { recursive: true, force: true })
  }
  const deadline = Date.now() + START_MS
  try {
    const [monitor, port] = [await freePort(), await freePort()]
    await writeConfiguration(folder, monitor, port)
    const conf = ['-c', join(folder, 'ceph.conf')]
    const ceph = async (...words: string[]) =>
      (await run('timeout', ['20', 'ceph', ...conf, '--connect-timeout', '15', ...words])).stdout
    const serve = (program: string, ...words: string[]) => {
      daemons.push(spawn('timeout', [`${LIFE_SECONDS}`, program, ...conf, ...words, '-f'], { stdio: 'ignore' }))
    }

    const map = join(folder, 'monmap')
    await run('monmaptool', [
      '--create',
      '--addv',
      'a',
      `[v2:127.0.0.1:${monitor}/0]`,
      '--set-min-mon-release',
      '16',
      map,
    ])
    await run('ceph-mon', [...conf, '-i', 'a', '--mkfs', '--monmap', map, '--no-mon-config'])
    serve('ceph-mon', '-i', 'a')

    const disk = randomUUID()
    await ceph('osd', 'new', disk, '0')
    await run('ceph-osd', [...conf, '-i', '0', '--mkfs', '--no-mon-config', '--osd-uuid', disk])
    await ceph('osd', 'crush', 'add', 'osd.0', '1.0', 'root=default', 'host=here')
    serve('ceph-osd', '-i', '0')
    await until(deadline, 'the OSD is up', async () => (await ceph('osd', 'stat')).includes('1 up'))

    const { accessKeyId, secretAccessKey } = USER
    const user = ['user', 'create', '--uid=testing', '--display-name=testing']
    const keys = [`--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`]
    await run('timeout', ['60', 'radosgw-admin', ...conf, '-n', 'client.rgw', ...user, ...keys])
    serve('radosgw', '-n', 'client.rgw')
    const endpoint = `http://127.0.0.1:${port}`
    await until(deadline, 'the gateway answers', async () => (await fetch(endpoint)).ok)

    const service: ObjectService = { endpoint, region: null, credentials: USER }
    const client = openObjectService(service)
    await client.send(new CreateBucketCommand({ Bucket: 'recourse' }))
    client.destroy()
    return { service, bucket: 'recourse', stop }
  } catch (error) {
    const said = await Promise.all(
      ['mon.a', 'osd.0', 'client.rgw'].map((name) => lastLines(join(folder, `${name}.log`))),
    )
    await stop()
    throw new Error(`radosgw did not start: ${said.join('\n')}`, { cause: error })
  }
}

async function writeConfiguration(folder: string, monitor: number, port: number): Promise<void> {
  for (const name of ['mon', 'osd', 'run']) await mkdir(join(folder, name))
  const text = `[global]
fsid = ${randomUUID()}
mon host = [v2:127.0.0.1:${monitor}/0]
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
ms bind ipv4 = true
ms bind ipv6 = false
ms bind msgr1 = false
auth cluster required = none
auth service required = none
auth client required = none
# The gateway asks for encryption by default, which there is none of without authentication.
ms mon client mode = crc
ms mon cluster mode = crc
ms mon service mode = crc
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 2000
mon data avail warn = 0
mon data avail crit = 0
paxos propose interval = 0.05
osd objectstore = memstore
memstore device bytes = 1073741824
osd class load list = *
osd class default list = *
run dir = ${folder}/run
crash dir = ${folder}/run
admin socket =
keyring = ${folder}/keyring
log file = ${folder}/$name.log
mon cluster log file = ${folder}/cluster.log
log to stderr = false
err to stderr = false
[mon.a]
mon data = ${folder}/mon
[osd.0]
osd data = ${folder}/osd
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw thread pool size = 32
`
  await writeFile(join(folder, 'ceph.conf'), text)
}

async function until(deadline: number, what: string, ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`waited too long until ${what}`)
    await sleep(100)
  }
}

/** `timeout` leads a process group of its own: the daemon goes with it. */
function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    process.kill(pid, 'SIGKILL')
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
  })
}

async function lastLines(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').slice(-8).join('\n')
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('no port'))
      })
    })
  })
}
