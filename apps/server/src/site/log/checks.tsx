import { messageParts } from '@recourse/papers'
import type { VNode } from 'preact'
import type { LogView } from '../../service/log/log-view.ts'
import { useFrame, useSay } from '../frame.ts'

/** Commands that were run as they stand (test/log): ours, and other people's code on the same files. */
export function Checks({ view }: { readonly view: LogView }): VNode {
  const { site, lang } = useFrame()
  const say = useSay()
  const address = `${site.origin ?? site.localAddress ?? 'http://127.0.0.1:8080'}/log/`
  const vkey = view.vkeys[0] ?? ''
  const links = messageParts(lang, 'log.check-file', {
    checkpoint: <a href="/log/checkpoint">{say('log.check-checkpoint')}</a>,
    policy: <a href="/log/policy">{say('log.check-policy')}</a>,
    vkey: <a href="/log/vkey">{say('log.check-vkey')}</a>,
  })
  return (
    <section aria-labelledby="check">
      <h2 id="check">{say('log.check-title')}</h2>
      <p>{say('log.check-about')}</p>
      <Command about={say('log.check-verify')} text={`npx recourse log verify ${address} --vkey '${vkey}'`} />
      <Command about={say('log.check-mirror')} text={`npx recourse log mirror ${address} my-copy --vkey '${vkey}'`} />
      <Command
        about={say('log.check-stream')}
        text={
          'npx recourse log stream-prove my-copy --key-file my-key.txt --out proof.json\nnpx recourse log stream-verify proof.json --policy my-copy/policy'
        }
      />
      <p>{say('log.check-go')}</p>
      <p>{links}</p>
    </section>
  )
}

function Command({ about, text }: { readonly about: string; readonly text: string }): VNode {
  return (
    <>
      <p class="log-command">{about}</p>
      <section class="log-code" aria-label={about} tabindex={0}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </>
  )
}
