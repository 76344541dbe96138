import { expect, test } from 'vitest'
import { typedPoint } from './typed-point.ts'

test.each([
  ['03-624 1830', 'phone', '03-624 1830'],
  ['+972 54 123 4567', 'phone', '+972 54 123 4567'],
  ['dana@carmel.example', 'email', 'dana@carmel.example'],
  ['12 Herzl St, Haifa', 'post', '12 Herzl St, Haifa'],
  ['fax 03-6241830', 'fax', '03-6241830'],
  ['פקס: 03-6241830', 'fax', '03-6241830'],
  ['צ׳אט dana.p', 'chat', 'dana.p'],
  ['Chat: @dana', 'chat', '@dana'],
  ['Faxon Street 3', 'post', 'Faxon Street 3'],
])('%s is kept as a %s', (typed, channel, value) => {
  expect(typedPoint(typed)).toEqual({ channel, value })
})
