/** The icons a screen may ask for. Only those some file really names go into the sprite. */
export const icons = [
  'activity', 'archive', 'arrow-down', 'arrow-down-left', 'arrow-left', 'arrow-right', 'arrow-up', 'arrow-up-down', 'arrow-up-right', 'at-sign', 'badge-check', 'ban', 'bell', 'bookmark',
  'briefcase', 'building-2', 'calendar', 'calendar-clock', 'calendar-days', 'chart-column', 'chart-line', 'check', 'check-check', 'chevron-down', 'chevron-left', 'chevron-right', 'chevron-up',
  'chevrons-up-down', 'circle', 'circle-alert', 'circle-check', 'circle-help', 'circle-plus', 'circle-x', 'clipboard-list', 'clock', 'columns-3', 'command', 'copy', 'corner-down-left',
  'credit-card', 'download', 'ellipsis', 'external-link', 'eye', 'eye-off', 'file', 'file-down', 'file-text', 'file-up', 'folder', 'funnel', 'gauge', 'globe', 'grip-vertical', 'hand', 'handshake', 'heart',
  'history', 'house', 'id-card', 'image', 'inbox', 'info', 'keyboard', 'languages', 'layers', 'lightbulb', 'link', 'list', 'list-filter', 'lock', 'log-in', 'log-out', 'mail', 'mail-open', 'map-pin',
  'megaphone', 'menu', 'message-circle', 'message-square', 'message-square-text', 'minus', 'monitor', 'moon', 'package', 'panel-left', 'panel-right', 'paperclip', 'party-popper', 'pencil', 'phone', 'phone-call',
  'phone-incoming', 'phone-off', 'phone-outgoing', 'pin', 'play', 'plus', 'power', 'printer', 'receipt', 'redo-2', 'refresh-cw', 'reply', 'rotate-ccw', 'rows-3', 'rows-4', 'save', 'scan-line', 'search', 'send', 'settings',
  'share-2', 'shield', 'shield-check', 'shopping-cart', 'sliders-horizontal', 'smile', 'sparkles', 'square', 'square-check', 'square-pen', 'star', 'sticky-note', 'store', 'sun', 'sun-moon', 'tag', 'tags', 'target',
  'thumbs-down', 'thumbs-up', 'ticket', 'timer', 'trash-2', 'trending-down', 'trending-up', 'triangle-alert', 'truck', 'undo-2', 'unlink', 'upload', 'user', 'user-check', 'user-plus', 'user-x', 'users', 'users-round', 'video', 'wallet',
  'wifi-off', 'wrench', 'x', 'zap',
] as const
export type IconName = (typeof icons)[number]

/** Those that point along the line of reading, and turn with it. A phone, a clock or a check does not. */
export const mirrored: ReadonlySet<IconName> = new Set<IconName>([
  'arrow-down-left', 'arrow-left', 'arrow-right', 'arrow-up-right', 'chevron-left', 'chevron-right', 'corner-down-left', 'external-link', 'list', 'log-in', 'log-out', 'message-square-text', 'panel-left',
  'panel-right', 'redo-2', 'reply', 'rotate-ccw', 'send', 'trending-down', 'trending-up', 'undo-2', 'history',
])
