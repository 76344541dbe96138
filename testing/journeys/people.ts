/** Who opened the company that journeys visit. */
export const owner = { name: 'Noa Barak', email: 'noa@carmel.example', password: 'a long password' }
