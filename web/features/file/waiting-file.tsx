import { Skeleton } from '../../ui/waiting.tsx'

/** The shape of a file, until it is there. */
export function WaitingFile() {
  return (
    <div className="file fill" aria-busy>
      <div className="file-head">
        <Skeleton width={52} height={52} />
        <div className="grow">
          <Skeleton width={220} height={22} />
          <Skeleton width={340} lines={1} />
        </div>
      </div>
      <div className="file-columns">
        <div className="file-start">
          <Skeleton lines={9} />
        </div>
        <div className="file-centre file-scroll">
          <Skeleton lines={10} />
        </div>
        <div className="file-end">
          <Skeleton height={120} />
          <Skeleton lines={5} />
        </div>
      </div>
    </div>
  )
}
