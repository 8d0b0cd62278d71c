import { type Lang, message } from '@recourse/papers'
import type { VNode } from 'preact'
import { ErrorSummary } from '../component/error-summary/error-summary.tsx'
import { useLink, useSay } from '../frame.ts'
import type { Page } from '../shell.tsx'
import { Field } from './field.tsx'

export interface SignInPageProps {
  readonly office: string
  readonly error: 'token_wrong' | 'office_unreadable' | null
}

/** `/editor` for whoever is not signed in. */
export function signInPage(lang: Lang, props: SignInPageProps): Page {
  return {
    lang,
    path: '/editor',
    title: message(lang, 'editor.sign-in-title'),
    description: message(lang, 'editor.description'),
    indexed: false,
    content: <SignIn {...props} />,
  }
}

function SignIn({ office, error }: SignInPageProps): VNode {
  const say = useSay()
  const to = useLink()
  const wrong = {
    token: error === 'token_wrong' ? say('editor.token-wrong') : null,
    office: error === 'office_unreadable' ? say('editor.office-wrong') : null,
  }
  const errors = (['token', 'office'] as const).flatMap((field) => {
    const text = wrong[field]
    return text === null ? [] : [{ field, text }]
  })
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{say('editor.sign-in-title')}</h1>
      <p>{say('editor.sign-in-about')}</p>
      <pre class="wrapped">
        <code>npx recourse editor</code>
      </pre>
      <form class="usa-form" method="post" action={to('/editor/sign-in')} autocomplete="off">
        <Field name="token" label={say('editor.token')} type="password" value="" error={wrong.token} />
        <Field
          name="office"
          label={say('editor.office')}
          hint={say('editor.office-hint')}
          value={office}
          error={wrong.office}
        />
        <button class="usa-button" type="submit">
          {say('editor.sign-in')}
        </button>
      </form>
    </>
  )
}
