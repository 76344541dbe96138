import type { ReactNode } from 'react'
import type { ApiKey } from '../../../contract/sign-in.ts'
import { IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Code, Name, When } from '../../ui/values.tsx'
import { useWords } from '../../words.tsx'

/** Keys with what they may do and when they were last used; revoked ones stay in sight. */
export function KeyTable<Key extends ApiKey>({
  keys,
  onRevoke,
  owner,
}: {
  keys: readonly Key[]
  onRevoke: (key: Key) => void
  owner?: (key: Key) => ReactNode
}) {
  const words = useWords('security')
  if (keys.length === 0) return <p className="faint small">{words.noKeys}</p>
  return (
    <ul className="proofs">
      {keys.map((key) => (
        <li key={key.id}>
          <div className="grow">
            <div className="row wrap">
              <strong>
                <Name>{key.name}</Name>
              </strong>
              <span className="faint small">
                {words.keyEnds}
                <Code>{key.ending}</Code>
              </span>
              <State of={key} />
            </div>
            <p className="small">
              <Scopes of={key.scopes} />
            </p>
            <p className="faint small">
              {owner && (
                <>
                  {words.owner}: {owner(key)}
                  {' · '}
                </>
              )}
              {key.lastUsedAt ? (
                <>
                  {words.lastUsed} <When at={key.lastUsedAt} /> {words.fromAddress} <Code>{key.lastAddress}</Code>
                </>
              ) : (
                words.neverUsed
              )}
              {key.expiresAt && (
                <>
                  {' · '}
                  {words.validUntil} <When at={key.expiresAt} style="moment" />
                </>
              )}
            </p>
          </div>
          {!key.revokedAt && <IconButton small danger icon="trash-2" label={words.revokeNamed(key.name)} onPress={() => onRevoke(key)} />}
        </li>
      ))}
    </ul>
  )
}

function State({ of }: { of: ApiKey }) {
  const words = useWords('security')
  if (of.revokedAt) return <Chip>{words.revoked}</Chip>
  return of.expiresAt && Date.parse(of.expiresAt) < Date.now() ? <Chip>{words.expired}</Chip> : null
}

function Scopes({ of }: { of: readonly string[] }) {
  const { domains, access } = useWords('security')
  const named = Object.keys(domains).filter((domain) => of.some((scope) => scope.startsWith(`${domain}:`))) as (keyof typeof domains)[]
  return <>{named.map((domain) => `${domains[domain]} (${of.includes(`${domain}:write`) ? access.write : access.read})`).join(' · ')}</>
}
