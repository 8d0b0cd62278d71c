import type { VNode } from 'preact'

export interface FieldProps {
  /** Also the field's id. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'password' | 'search' | 'area'
  readonly value: string
  readonly error?: string | null
}

/** One labelled field with its hint and what is wrong with it. */
export function Field({ name, label, hint, type = 'text', value, error = null }: FieldProps): VNode {
  const described = [hint === undefined ? null : `${name}-hint`, error === null ? null : `${name}-error`]
    .filter((id) => id !== null)
    .join(' ')
  const shared = {
    id: name,
    name,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': error === null ? undefined : ('true' as const),
    autocomplete: 'off',
    spellcheck: false,
  }
  return (
    <div class={error === null ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
      <label class="usa-label" for={name}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${name}-hint`} class="usa-hint">
          {hint}
        </span>
      )}
      {error !== null && (
        <span id={`${name}-error`} class="usa-error-message">
          {error}
        </span>
      )}
      {type === 'area' ? (
        <textarea class={inputClass('usa-textarea', error)} rows={6} {...shared}>
          {value}
        </textarea>
      ) : (
        <Input type={type} value={value} class={inputClass('usa-input', error)} shared={shared} />
      )}
    </div>
  )
}

/** One literal a type: which attributes an input may have depends on it. */
function Input({
  type,
  value,
  class: name,
  shared,
}: {
  readonly type: 'text' | 'password' | 'search'
  readonly value: string
  readonly class: string
  readonly shared: object
}): VNode {
  switch (type) {
    case 'text':
      return <input type="text" class={name} value={value} {...shared} />
    case 'password':
      return <input type="password" class={name} value={value} {...shared} />
    case 'search':
      return <input type="search" class={name} value={value} {...shared} />
  }
}

function inputClass(name: string, error: string | null): string {
  return error === null ? name : `${name} usa-input--error`
}

export interface ChoiceProps {
  readonly name: string
  /** Unique on the page where several forms have the same field. */
  readonly id: string
  readonly legend: string
  readonly chosen: string
  readonly choices: readonly (readonly [value: string, words: string])[]
  readonly error?: string | null
}

/** One of a few, none chosen beforehand: a verdict is never a default. */
export function Choice({ name, id, legend, chosen, choices, error = null }: ChoiceProps): VNode {
  return (
    <fieldset
      class={error === null ? 'usa-fieldset' : 'usa-fieldset usa-form-group--error'}
      id={id}
      aria-describedby={error === null ? undefined : `${id}-error`}
    >
      <legend class="usa-legend">{legend}</legend>
      {error !== null && (
        <span id={`${id}-error`} class="usa-error-message">
          {error}
        </span>
      )}
      {choices.map(([value, words]) => (
        <div key={value} class="usa-radio">
          <input
            class="usa-radio__input"
            id={`${id}-${value}`}
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
          />
          <label class="usa-radio__label" for={`${id}-${value}`}>
            {words}
          </label>
        </div>
      ))}
    </fieldset>
  )
}
