import { RECEIPT_STEPS, type ReceiptCaveat } from '@recourse/log'
import { type Lang, type MessageKey, message } from '@recourse/papers'
import type { VNode } from 'preact'
import { Alert } from '../component/alert/alert.tsx'
import { Status, type Tone } from '../component/status/status.tsx'
import { useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'

/** The policy of the log that this server publishes, and the path it was read from. */
export interface SitePolicy {
  readonly text: string
  readonly address: string
}

export interface VerifyPageProps {
  /** null: this server publishes no log. */
  readonly policy: SitePolicy | null
}

/** `/verify`: checks a receipt inside the browser. Nothing is sent: no form, no connection, no storage; a saved copy works as well. */
export function verifyPage(lang: Lang, props: VerifyPageProps): Page {
  return {
    lang,
    path: '/verify',
    title: message(lang, 'verify.title'),
    description: message(lang, 'verify.description'),
    door: 'verify',
    sealed: true,
    scripts: ['verify'],
    content: <Verify {...props} />,
  }
}

const COMMAND = 'npx recourse receipt verify receipt.json --policy policy.txt'

function Verify({ policy }: VerifyPageProps): VNode {
  const say = useSay()
  return (
    <div class="verify" data-verify>
      <h1>{say('verify.title')}</h1>
      <p class="lead">{say('verify.lead')}</p>
      <p class="verify-offline">{say('verify.offline')}</p>
      <p class="no-print">{say('verify.offline-about')}</p>
      <noscript>
        <Alert kind="information" title={say('verify.no-script-title')}>
          <p>{say('verify.no-script')}</p>
          <pre class="proof">{COMMAND}</pre>
          <p>{say('verify.no-script-install')}</p>
        </Alert>
      </noscript>
      <div class="verify-give no-print" data-give hidden>
        <Give />
        <Trust policy={policy} />
        <button class="usa-button" type="button" data-check>
          {say('verify.check')}
        </button>
      </div>
      <div class="verify-result" data-result tabindex={-1} aria-live="polite" />
      <section class="no-print" aria-labelledby="other-tools">
        <h2 id="other-tools">{say('verify.other-tools-title')}</h2>
        <p>{say('verify.other-tools')}</p>
        <pre class="proof">{COMMAND}</pre>
        <p>{say('verify.other-tools-proof')}</p>
      </section>
      <Texts />
    </div>
  )
}

function Give(): VNode {
  const say = useSay()
  return (
    <section aria-labelledby="give">
      <h2 id="give">{say('verify.give-title')}</h2>
      <div class="verify-drop" data-drop>
        <label class="usa-label" for="receipt-file">
          {say('verify.file')}
        </label>
        <span id="receipt-file-hint" class="usa-hint">
          {say('verify.file-hint')}
        </span>
        <input
          id="receipt-file"
          type="file"
          accept=".json,application/json"
          aria-describedby="receipt-file-hint"
          data-file
        />
      </div>
      <label class="usa-label" for="receipt-text">
        {say('verify.paste')}
      </label>
      <textarea
        class="usa-textarea proof-text"
        id="receipt-text"
        rows={3}
        spellcheck={false}
        autocomplete="off"
        data-paste
      />
    </section>
  )
}

function Trust({ policy }: VerifyPageProps): VNode {
  const say = useSay()
  return (
    <fieldset class="usa-fieldset verify-trust">
      <legend class="usa-legend">{say('verify.trust-title')}</legend>
      <p>{say('verify.trust-about')}</p>
      {policy === null ? (
        <p>{say('verify.trust-none')}</p>
      ) : (
        <>
          <Choice id="trust-site" value="site" checked label={say('verify.trust-site')}>
            {say('verify.trust-site-from', { address: policy.address })}
          </Choice>
          <details class="verify-policy">
            <summary>{say('verify.trust-site-show')}</summary>
            <pre class="proof" data-site-policy>
              {policy.text}
            </pre>
          </details>
        </>
      )}
      <Choice id="trust-receipt" value="receipt" checked={policy === null} label={say('verify.trust-receipt')}>
        {say('verify.trust-receipt-hint')}
      </Choice>
      <Choice id="trust-own" value="own" checked={false} label={say('verify.trust-own')}>
        {say('verify.trust-own-hint')}
      </Choice>
      <div class="verify-own" data-own hidden>
        <label class="usa-label" for="own-policy">
          {say('verify.own-policy')}
        </label>
        <textarea class="usa-textarea proof-text" id="own-policy" rows={4} spellcheck={false} autocomplete="off" />
      </div>
      <label class="usa-label" for="own-key">
        {say('verify.own-key')}
      </label>
      <span id="own-key-hint" class="usa-hint">
        {say('verify.own-key-hint')}
      </span>
      <input
        class="usa-input proof-text"
        id="own-key"
        type="text"
        spellcheck={false}
        autocomplete="off"
        aria-describedby="own-key-hint"
      />
    </fieldset>
  )
}

function Choice(props: {
  readonly id: string
  readonly value: string
  readonly checked: boolean
  readonly label: string
  readonly children: string
}): VNode {
  return (
    <div class="usa-radio">
      <input
        class="usa-radio__input"
        id={props.id}
        type="radio"
        name="trust"
        value={props.value}
        defaultChecked={props.checked}
      />
      <label class="usa-radio__label" for={props.id}>
        {props.label}
        <span class="radio-hint">{props.children}</span>
      </label>
    </div>
  )
}

const TONES = {
  proven: 'met',
  failed: 'unmet',
  'not-shown': 'unknown',
  'not-witnessed': 'owed',
  'not-reached': 'unknown',
} as const satisfies Record<string, Tone>

/** Whatever the check may have to say, in the page's language: the script only chooses. A missing key does not compile. */
const SAID = [
  'verify.result-title',
  'verify.holds',
  'verify.holds-about',
  'verify.alone',
  'verify.alone-about',
  'verify.breaks',
  'verify.breaks-about',
  'verify.no-policy',
  'verify.no-policy-about',
  'verify.nothing',
  'verify.nothing-about',
  'verify.said',
  'verify.not-reached',
  'verify.facts-title',
  'verify.fact-origin',
  'verify.fact-index',
  'verify.fact-size',
  'verify.fact-by',
  'verify.fact-no-time',
  'verify.fact-leaf',
  'verify.fact-signed',
  'verify.fact-witnesses',
  'verify.fact-none',
  'verify.fact-kind',
  'verify.fact-day',
  'verify.fact-number',
  'verify.fact-policy',
  'verify.trust-site',
  'verify.trust-receipt',
  'verify.trust-own',
  'verify.fields-title',
  'verify.fields-about',
  'verify.field-number',
  'verify.field-content',
  'verify.field-kind',
  'verify.field-origin',
  'verify.field-seq',
  'verify.field-previous',
  'verify.field-time',
  'verify.field-absent',
  'verify.field-withheld',
  'verify.group-1',
  'verify.group-2',
  'verify.group-3',
  'verify.group-4',
  'verify.group-5',
  'verify.group-6',
  'verify.group-7',
  'verify.group-8',
  'verify.group-15',
  'verify.group-other',
  'verify.caveats-title',
  'verify.not-title',
  'verify.not-right',
  'verify.not-status',
  'verify.not-case',
  'verify.not-all',
  'verify.keep-title',
  'verify.keep-file',
  'verify.keep-plain',
  'verify.keep-plain-save',
  'verify.keep-whole',
  'verify.keep-policy',
  'verify.print',
  'verify.again',
] as const satisfies readonly MessageKey[]

const CAVEATS = {
  'not-independently-witnessed': 'verify.caveat-not-independently-witnessed',
  demonstration: 'verify.caveat-demonstration',
  'policy-from-receipt': 'verify.caveat-policy-from-receipt',
  'record-not-shown': 'verify.caveat-record-not-shown',
  'fields-withheld': 'verify.caveat-fields-withheld',
  'kind-not-opened': 'verify.caveat-kind-not-opened',
  'own-policy-unused': 'verify.caveat-own-policy-unused',
  'timestamp-unchecked': 'verify.caveat-timestamp-unchecked',
  'unknown-signatures': 'verify.caveat-unknown-signatures',
} as const satisfies { readonly [caveat in ReceiptCaveat]: MessageKey }

/** Texts and status marks in templates, which no reader and no search engine sees. */
function Texts(): VNode {
  const say = useSay()
  const texts: readonly (readonly [string, string])[] = [
    ...SAID.map((key) => [key.slice('verify.'.length), say(key)] as const),
    ...Object.entries(CAVEATS).map(([caveat, key]) => [`caveat-${caveat}`, say(key)] as const),
    ...RECEIPT_STEPS.flatMap((step) => [
      [`${step}-name`, say(`verify.${step}-name`)] as const,
      [`${step}-proven`, say(`verify.${step}-proven`)] as const,
      [`${step}-failed`, say(`verify.${step}-failed`)] as const,
    ]),
    ...(['record', 'entry', 'stream'] as const).map(
      (step) => [`${step}-not-shown`, say(`verify.${step}-not-shown`)] as const,
    ),
    ['witnesses-not-witnessed', say('verify.witnesses-not-witnessed')],
  ]
  return (
    <>
      {texts.map(([name, text]) => (
        <template key={name} data-text={name}>
          {text}
        </template>
      ))}
      {(['proven', 'failed', 'not-shown', 'not-witnessed', 'not-reached'] as const).map((state) => (
        <template key={state} data-status={state}>
          <Status tone={TONES[state]}>{say(`verify.state-${state}`)}</Status>
        </template>
      ))}
    </>
  )
}
