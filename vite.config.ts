import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { chunks } from './web/build/chunks.ts'
import { compressed } from './web/build/compressed.ts'
import { iconSprite } from './web/build/icon-sprite.ts'
import { oneLanguage } from './web/build/one-language.ts'
import { pages } from './web/build/pages.ts'
import { translatedAhead } from './web/build/translated-ahead.ts'

export default defineConfig({
  root: 'web',
  cacheDir: 'web/.cache',
  plugins: [oneLanguage(), iconSprite(), react(), optimizeLocales.vite({ locales: ['he-IL', 'en-US'] }), pages(), translatedAhead(), compressed()],
  css: { transformer: 'lightningcss' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: 'web/main.tsx',
      output: {
        chunkFileNames: ({ name }) => (name.startsWith('part~') ? 'assets/part-[hash].js' : 'assets/[name]-[hash].js'),
        assetFileNames: ({ names }) => (names[0]?.startsWith('part~') ? 'assets/part-[hash][extname]' : 'assets/[name]-[hash][extname]'),
        codeSplitting: chunks,
      },
    },
  },
})
