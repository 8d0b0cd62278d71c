import { LogError, MAX_RECEIPT_BYTES, parseVkey, type ReceiptTrust, verifyReceipt } from '@recourse/log'
import { sha256, signatureChecks } from '../verify/browser-crypto.ts'
import { showNotice, showVerdict } from '../verify/show-verdict.ts'

/**
 * Checks a receipt where it is: read from the file or the field, never sent. The page's policy leaves the browser no way to connect, and nothing is
 * stored or put into the address.
 */
const page = document.querySelector<HTMLElement>('[data-verify]')
if (page !== null) start(page)

function start(root: HTMLElement): void {
  const give = root.querySelector<HTMLElement>('[data-give]')
  const result = root.querySelector<HTMLElement>('[data-result]')
  const file = root.querySelector<HTMLInputElement>('[data-file]')
  const paste = root.querySelector<HTMLTextAreaElement>('[data-paste]')
  const own = root.querySelector<HTMLElement>('[data-own]')
  const drop = root.querySelector<HTMLElement>('[data-drop]')
  if (give === null || result === null || file === null || paste === null || own === null || drop === null) return
  give.hidden = false

  const chosen = (): string => root.querySelector<HTMLInputElement>('input[name="trust"]:checked')?.value ?? 'receipt'
  const trustOf = (): ReceiptTrust => {
    const key = root.querySelector<HTMLInputElement>('#own-key')?.value.trim() ?? ''
    return { policy: policyOf(), ...(key === '' ? {} : { logKeys: [parseVkey(sha256, key)] }) }
  }
  const policyOf = (): string | null => {
    const trust = chosen()
    if (trust === 'receipt') return null
    if (trust === 'site') return root.querySelector('[data-site-policy]')?.textContent ?? ''
    // What is pasted may have lost its last newline, or have got others from the system.
    const text = root.querySelector<HTMLTextAreaElement>('#own-policy')?.value ?? ''
    return `${text.replaceAll('\r\n', '\n').trimEnd()}\n`
  }
  const check = (bytes: Uint8Array): void => {
    try {
      const verdict = verifyReceipt(sha256, bytes, trustOf(), signatureChecks)
      showVerdict(result, { verdict, bytes, trust: chosen(), again })
    } catch (error) {
      if (!(error instanceof LogError)) throw error
      showNotice(result, 'no-policy', `${error.message.replace(/^log: /, '')} (${error.code})`)
    }
    result.focus()
  }
  const again = (): void => {
    result.replaceChildren()
    file.value = ''
    paste.value = ''
    file.focus()
  }
  const read = async (given: File): Promise<void> => {
    // Anything longer is refused by its length alone.
    const bytes = await given.slice(0, MAX_RECEIPT_BYTES + 1).arrayBuffer()
    check(new Uint8Array(bytes))
  }
  const checkGiven = async (): Promise<void> => {
    // A file is read in a moment, and until then the last result would stand for it.
    result.replaceChildren()
    const [picked] = file.files ?? []
    const text = paste.value.trim()
    if (text !== '') check(new TextEncoder().encode(text))
    else if (picked !== undefined) await read(picked)
    else {
      showNotice(result, 'nothing', null)
      result.focus()
    }
  }

  root.addEventListener('change', () => {
    own.hidden = chosen() !== 'own'
  })
  root.querySelector('[data-check]')?.addEventListener('click', () => {
    void checkGiven()
  })
  // Over the whole page: a file dropped beside the field must not be opened in its place.
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    drop.classList.add('verify-drop-over')
  })
  document.addEventListener('dragleave', () => drop.classList.remove('verify-drop-over'))
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    drop.classList.remove('verify-drop-over')
    const [dropped] = event.dataTransfer?.files ?? []
    if (dropped !== undefined) void read(dropped)
  })
  own.hidden = chosen() !== 'own'
}
