import type { VNode } from 'preact'
import { useFrame, useLink, useSay } from '../../frame.ts'

export interface SearchBoxProps {
  readonly query: string
  /** Searches that a newcomer may try, as links. */
  readonly examples?: readonly string[]
  /** Other limits in force, kept as hidden fields. */
  readonly keep?: readonly { readonly name: string; readonly value: string }[]
  /** Where the form goes; the register's home unless said. */
  readonly action?: string
}

/** A GET form, so that a search has an address and works without JavaScript. Search words are never kept (register reference 3.8). */
export function SearchBox({ query, examples = [], keep = [], action = '/' }: SearchBoxProps): VNode {
  const { lang } = useFrame()
  const say = useSay()
  const to = useLink()
  return (
    <search class="search-box">
      <form action={action} method="get">
        <label for="q">{say('search.label')}</label>
        <span id="q-hint" class="usa-hint">
          {say('search.hint')}
        </span>
        <div class="search-box-row">
          <input
            class="usa-input"
            id="q"
            name="q"
            type="search"
            value={query}
            aria-describedby="q-hint"
            maxlength={200}
            autocomplete="off"
            spellcheck={false}
          />
          <button class="usa-button" type="submit">
            {say('search.button')}
          </button>
        </div>
        {keep.map(({ name, value }) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        {lang !== 'en' && <input type="hidden" name="lang" value={lang} />}
      </form>
      {examples.length > 0 && (
        <p class="search-box-examples">
          {say('search.examples')}{' '}
          {examples.map((words, at) => (
            <>
              {at > 0 && ' · '}
              <a href={to(`${action}?q=${encodeURIComponent(words)}`)}>{words}</a>
            </>
          ))}
        </p>
      )}
    </search>
  )
}
