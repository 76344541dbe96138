import './settings.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Demo } from '../../../contract/settings.ts'
import { call } from '../../api/client.ts'
import { ask, queries, remember } from '../../api/query.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { ButtonLink } from '../../ui/link.tsx'
import { ProblemText } from '../../ui/problem.tsx'
import { Progress } from '../../ui/waiting.tsx'
import { useWords } from '../../words.tsx'

/** What a new company may begin with. */
export function FirstSteps() {
  const words = useWords('welcome')
  const [fault, setFault] = useState<unknown>()
  const demo = useDemo()
  const load = () => {
    setFault(undefined)
    call('POST /demo').then((begun) => remember('GET /demo', {}, begun), setFault)
  }
  if (demo && (demo.state === 'waiting' || demo.state === 'loading' || demo.state === 'done')) return <DemoProgress demo={demo} />
  return (
    <>
      {fault !== undefined && <ProblemText of={fault} />}
      <div className="first-steps">
        <button type="button" className="card padded first-step" onClick={load}>
          <Inside icon="sparkles" title={words.demo} text={words.demoText} />
        </button>
        <Link to="/import" className="card padded first-step">
          <Inside icon="file-up" title={words.import} text={words.importText} />
        </Link>
        <Link to="/" className="card padded first-step">
          <Inside icon="square-pen" title={words.empty} text={words.emptyText} />
        </Link>
      </div>
    </>
  )
}

function Inside({ icon, title, text }: { icon: IconName; title: string; text: string }) {
  return (
    <>
      <Icon name={icon} size={24} />
      <strong>{title}</strong>
      <span className="muted small">{text}</span>
    </>
  )
}

/** Loading goes on whether or not anybody watches. */
function DemoProgress({ demo }: { demo: Demo }) {
  const words = useWords('welcome')
  const done = demo.state === 'done'
  return (
    <div className="column">
      <strong role="status">{done ? words.demoReady : words.demoRunning}</strong>
      <Progress label={words.demoRunning} part={done ? 1 : demo.customers > 0 ? demo.loaded / demo.customers : 0} />
      {!done && <p className="muted small">{words.demoLater}</p>}
      <div>
        <ButtonLink to="/" look="filled" onClick={() => queries.clear()}>
          {words.goIn}
        </ButtonLink>
      </div>
    </div>
  )
}

function useDemo() {
  const { data } = useQuery({
    ...ask('GET /demo'),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' || state.data?.state === 'loading' ? 700 : false),
  })
  return data
}
