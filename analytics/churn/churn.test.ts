import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { telco } from '../../testing/telco.ts'
import { needs, testDataJson } from '../../testing/test-data.ts'
import { InvalidInput } from '../invalid.ts'
import { random } from '../numerics/random.ts'
import {
  auc,
  averagePrecision,
  type BoostedTrees,
  brierScore,
  calibration,
  categories,
  designMatrix,
  explainBoostedTrees,
  explainLogistic,
  type Features,
  fitBoostedTrees,
  fitLogistic,
  lift,
  logisticPath,
  logLoss,
  numbers,
  outOfFold,
  permutationImportance,
  predictBoostedTrees,
  predictLogistic,
  stratifiedFolds,
  takeRows,
} from './index.ts'

/** Customers whose leaving depends on a number, a category and both together. */
function customers(rows: number, seed: number) {
  const draw = random(seed)
  const x = Array.from({ length: rows }, () => draw.normal())
  const z = Array.from({ length: rows }, (_, row) => (row % 17 === 3 ? null : draw.normal()))
  const kind = Array.from({ length: rows }, () => ['month', 'year', 'two years'][draw.below(3)]!)
  const answers = Uint8Array.from(x, (value, row) =>
    draw.uniform() < 1 / (1 + Math.exp(-(value + (kind[row] === 'month' ? 1 : -1) - (z[row] ?? 2) * 0.5))) ? 1 : 0,
  )
  const features: Features = [numbers('x', x), numbers('z', z), categories('kind', kind)]
  return { features, answers, x, kind }
}

const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidInput) return [error.rule, error.row]
    throw error
  }
}

describe('logistic regression', () => {
  const { features, answers } = customers(400, 1)
  const design = designMatrix(features, { missing: 'mean' })

  test('stands where the likelihood is flat', () => {
    const fit = fitLogistic(design, answers)
    const p = predictLogistic(fit, design)
    for (let j = 0; j < design.names.length; j++) {
      let slope = 0
      for (let row = 0; row < design.rows; row++) slope += (answers[row]! - p[row]!) * design.data[row * design.names.length + j]!
      expect(Math.abs(slope)).toBeLessThan(1e-6)
    }
    expect(fit.converged).toBe(true)
    expect(fit.logLikelihood).toBeGreaterThan(fit.nullLogLikelihood)
  })

  test('does not depend on the order of rows, nor on splitting a row into weighted copies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1000 }), (seed) => {
        const order = random(seed).shuffle(Int32Array.from({ length: 400 }, (_, row) => row))
        const plain = fitLogistic(design, answers)
        const turned = fitLogistic(
          designMatrix(takeRows(features, order), { missing: 'mean' }),
          order.map((row) => answers[row]!),
        )
        const doubled = fitLogistic(
          designMatrix(takeRows(features, Int32Array.from([...order, ...order])), { missing: 'mean' }),
          [...order, ...order].map((row) => answers[row]!),
          { weights: new Float64Array(800).fill(0.5) },
        )
        plain.coefficients.forEach((b, j) => {
          expect(turned.coefficients[j]).toBeCloseTo(b, 8)
          expect(doubled.coefficients[j]).toBeCloseTo(b, 8)
        })
      }),
      { numRuns: 5 },
    )
  })

  test('in other units and far from zero gives the same probabilities', () => {
    const [x, ...rest] = features as [ReturnType<typeof numbers>, ...Features]
    const moved = designMatrix([{ ...x, values: x.values.map((value) => 1.7e6 + value * 0.001) }, ...rest], { missing: 'mean' })
    const [p, q] = [predictLogistic(fitLogistic(design, answers), design), predictLogistic(fitLogistic(moved, answers), moved)]
    p.forEach((value, row) => {
      expect(q[row]).toBeCloseTo(value, 6)
    })
  })

  test('leaves out a column that others determine, and says which', () => {
    const twice = numbers(
      'twice x',
      (features[0] as ReturnType<typeof numbers>).values.map((value) => 2 * value + 1),
    )
    const fit = fitLogistic(designMatrix([...features, twice], { missing: 'mean' }), answers)
    expect(fit.aliased).toEqual(['twice x'])
    expect(fit.logLikelihood).toBeCloseTo(fitLogistic(design, answers).logLikelihood, 9)
  })

  test('explanations add up to the log-odds', () => {
    const fit = fitLogistic(design, answers)
    const { base, contributions } = explainLogistic(fit, design, 7)
    const p = predictLogistic(fit, design)[7]!
    expect(contributions.reduce((sum, part) => sum + part, base)).toBeCloseTo(Math.log(p / (1 - p)), 10)
  })

  test('the path ends at the full fit and starts from nothing', () => {
    const path = logisticPath(design, answers, { steps: 20, least: 1e-8 })
    expect(path[0]!.active).toBe(0)
    path.at(-1)!.coefficients.forEach((b, j) => {
      expect(b).toBeCloseTo(fitLogistic(design, answers).coefficients[j]!, 4)
    })
  })

  test('a ridge alone on the path is the ridge of the fit', () => {
    const [step] = logisticPath(design, answers, { mix: 0, lambdas: [5 / 400] })
    const fit = fitLogistic(design, answers, { ridge: 5 })
    step!.coefficients.forEach((b, j) => {
      expect(b).toBeCloseTo(fit.coefficients[j]!, 7)
    })
  })

  test('input that can not be fitted is refused by row and rule', () => {
    const answer = Uint8Array.from([0, 1, 0, 1, 1, 0])
    const column = (values: number[]) => designMatrix([numbers('v', values)])
    expect(refusal(() => fitLogistic(column([1, 2, 3, 4, 5, 6]), [0, 0, 0, 1, 1, 1]))).toEqual(['separable', undefined])
    expect(refusal(() => fitLogistic(column([1, 2, 3, 3, 5, 6]), [0, 0, 0, 1, 1, 1]))).toEqual(['separable', undefined])
    expect(refusal(() => fitLogistic(column([1, 2, 3, 4, 5, 6]), [0, 0, 0, 1, 1, 1], { ridge: 1 }))).toBeUndefined()
    expect(refusal(() => fitLogistic(column([2, 2, 2, 2, 2, 2]), answer))).toEqual(['constant', undefined])
    expect(refusal(() => column([1, 2, Number.NaN]))).toEqual(['not-finite', 2])
    expect(refusal(() => column([1, Number.POSITIVE_INFINITY]))).toEqual(['not-finite', 1])
    expect(refusal(() => fitLogistic(column([1, 2, 3]), [0, 1, 2]))).toEqual(['out-of-range', 2])
    expect(refusal(() => fitLogistic(column([1, 2, 3]), [1, 1, 1]))).toEqual(['one-class', undefined])
    expect(refusal(() => fitLogistic(column([1, 2, 3]), [1, 0]))).toEqual(['length', 2])
    expect(refusal(() => designMatrix([]))).toEqual(['empty', undefined])
  })
})

describe('boosted trees', () => {
  const { features, answers } = customers(600, 2)
  const model = fitBoostedTrees(features, answers, { seed: 1, trees: 40 })

  test('the same seed gives the same trees, and rows in another order nearly the same without sampling', () => {
    expect(fitBoostedTrees(features, answers, { seed: 1, trees: 40 })).toEqual(model)
    const order = random(3).shuffle(Int32Array.from({ length: 600 }, (_, row) => row))
    const plain = predictBoostedTrees(fitBoostedTrees(features, answers, { seed: 1, sample: 1, trees: 20 }), features)
    const turned = predictBoostedTrees(
      fitBoostedTrees(
        takeRows(features, order),
        order.map((row) => answers[row]!),
        { seed: 1, sample: 1, trees: 20 },
      ),
      features,
    )
    plain.forEach((p, row) => {
      expect(turned[row]).toBeCloseTo(p, 8)
    })
  })

  test('find what was put in, through unknown values and categories', () => {
    const fresh = customers(600, 9)
    expect(auc(predictBoostedTrees(model, fresh.features), fresh.answers)).toBeGreaterThan(0.75)
    expect(auc(predictBoostedTrees(model, fresh.features), fresh.answers)).toBeLessThan(0.9)
  })

  test('do not care for the unit of a column', () => {
    const stretched = features.map((column) => ('values' in column ? { ...column, values: column.values.map((value) => value * 1000) } : column))
    const again = predictBoostedTrees(fitBoostedTrees(stretched, answers, { seed: 1, trees: 40 }), stretched)
    predictBoostedTrees(model, features).forEach((p, row) => {
      expect(again[row]).toBeCloseTo(p, 10)
    })
  })

  test('Shapley values are those of the definition, and add up to the log-odds', () => {
    for (const row of [0, 3, 20, 101]) {
      const { base, contributions } = explainBoostedTrees(model, features, row)
      const expected = shapleyByDefinition(model, features, row)
      contributions.forEach((part, f) => {
        expect(part).toBeCloseTo(expected[f]!, 10)
      })
      const p = predictBoostedTrees(model, features)[row]!
      expect(contributions.reduce((sum, part) => sum + part, base)).toBeCloseTo(Math.log(p / (1 - p)), 10)
    }
  })

  test('columns of another kind, too few rows and answers of one class are refused', () => {
    expect(refusal(() => predictBoostedTrees(model, features.slice(1)))).toEqual(['length', undefined])
    expect(refusal(() => predictBoostedTrees(model, [features[2]!, features[1]!, features[0]!]))).toEqual(['out-of-range', undefined])
    expect(refusal(() => fitBoostedTrees(takeRows(features, Int32Array.of(0, 1, 2, 3, 4, 5)), [0, 1, 0, 1, 0, 1], { seed: 1 }))).toEqual(['too-few', undefined])
    expect(refusal(() => fitBoostedTrees(features, new Uint8Array(600), { seed: 1 }))).toEqual(['one-class', undefined])
  })
})

/** Every set of known columns, one after the other: unknown ones are averaged by the cover of each branch. */
function shapleyByDefinition(model: BoostedTrees, features: Features, row: number): number[] {
  const count = model.names.length
  const one = takeRows(features, Int32Array.of(row))
  const worth = (known: number) => {
    const goes = (tree: BoostedTrees['trees'][number], node: number): number => {
      const f = tree.feature[node]!
      if (f < 0) return tree.value[node]!
      const [left, right] = [tree.left[node]!, tree.right[node]!]
      if (known & (1 << f)) {
        const alone = {
          ...model,
          base: 0,
          trees: [
            {
              ...tree,
              feature: Int16Array.of(f, -1, -1),
              left: Int32Array.of(1, 0, 0),
              right: Int32Array.of(2, 0, 0),
              value: Float64Array.of(0, 50, -50),
              goesLeft: tree.goesLeft.slice(node * 256, node * 256 + 256),
            },
          ],
        }
        return goes(tree, predictBoostedTrees(alone, one)[0]! > 0.5 ? left : right)
      }
      return (tree.cover[left]! * goes(tree, left) + tree.cover[right]! * goes(tree, right)) / tree.cover[node]!
    }
    return model.trees.reduce((sum, tree) => sum + goes(tree, 0), 0)
  }
  const values = Array.from({ length: 1 << count }, (_, known) => worth(known))
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  return Array.from({ length: count }, (_, f) => {
    let sum = 0
    for (let known = 0; known < 1 << count; known++) {
      if (known & (1 << f)) continue
      const size = known.toString(2).replaceAll('0', '').length
      sum += ((factorial(size) * factorial(count - size - 1)) / factorial(count)) * (values[known | (1 << f)]! - values[known]!)
    }
    return sum
  })
}

describe('quality on rows the model did not see', () => {
  test('AUC is the share of pairs in the right order', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ score: fc.nat(9), answer: fc.constantFrom(0, 1) }), { minLength: 2, maxLength: 40 }), (rows) => {
        const [ones, zeros] = [rows.filter((row) => row.answer === 1), rows.filter((row) => row.answer === 0)]
        fc.pre(ones.length > 0 && zeros.length > 0)
        const pairs = ones.flatMap((one) => zeros.map((zero) => (one.score > zero.score ? 1 : one.score === zero.score ? 0.5 : 0)))
        const value = auc(
          rows.map((row) => row.score),
          rows.map((row) => row.answer),
        )
        expect(value).toBeCloseTo(pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length, 12)
      }),
    )
  })

  test('calibration bins hold every row once, in rising order', () => {
    const p = Array.from({ length: 103 }, (_, row) => ((row * 37) % 103) / 103)
    const table = calibration(
      p,
      p.map((value) => (value > 0.4 ? 1 : 0)),
    )
    expect(table.reduce((sum, bin) => sum + bin.rows, 0)).toBe(103)
    expect(table.map((bin) => bin.predicted)).toEqual(table.map((bin) => bin.predicted).sort((a, b) => a - b))
  })

  test('folds have the same share of each class', () => {
    const answers = Uint8Array.from({ length: 100 }, (_, row) => (row % 4 === 0 ? 1 : 0))
    for (const seed of [undefined, 5]) {
      const folds = stratifiedFolds(answers, 5, seed)
      for (let fold = 0; fold < 5; fold++) expect([...folds.keys()].filter((row) => folds[row] === fold && answers[row] === 1).length).toBe(5)
    }
    expect(refusal(() => stratifiedFolds([1, 0, 0, 0], 2))).toEqual(['too-few', undefined])
  })

  test('shuffling a column the model leans on costs the most', () => {
    const draw = random(1)
    const x = Float64Array.from({ length: 200 }, () => draw.normal())
    const answers = x.map((value) => (value + 0.3 * draw.normal() > 0 ? 1 : 0))
    const { mean } = permutationImportance(
      2,
      200,
      (column, from) => (column === 0 ? Array.from(from, (row) => x[row]!) : x),
      (scores) => auc(scores, answers),
      { seed: 2 },
    )
    expect(mean[0]).toBeGreaterThan(0.3)
    expect(mean[1]).toBe(0)
  })
})

type Scores = { auc_mean: number; auc_pooled: number; logloss: number; brier: number; avg_precision: number; top_decile_lift: number }
type Reference = { telco: { models: Record<string, Scores>; glm_mle: { columns: string[]; coef: number[]; se: number[]; loglik: number } } }

describe('against scikit-learn and statsmodels on the telco set', needs('reference/churn_sklearn.json', 'telco_churn/Telco-Customer-Churn.csv'), () => {
  test('the maximum-likelihood fit has the same coefficients and errors', () => {
    const { columns, coef, se, loglik } = testDataJson<Reference>('reference/churn_sklearn.json').telco.glm_mle
    const { features, answers } = telco()
    const design = designMatrix(features)
    const fit = fitLogistic(design, answers)
    expect(fit.logLikelihood).toBeCloseTo(loglik, 7)
    columns.forEach((name, i) => {
      const j = design.names.indexOf(name)
      expect((j < 0 ? fit.intercept : fit.coefficients[j]!) / coef[i]!).toBeCloseTo(1, 6)
      if (j >= 0) expect(fit.standardErrors[j]! / se[i]!).toBeCloseTo(1, 6)
    })
  })

  // Thirty models on ten folds: some ten seconds on two free cores.
  test('on the folds of the reference, logistic regression scores the same and boosted trees are not below', { timeout: 120_000 }, () => {
    const { models } = testDataJson<Reference>('reference/churn_sklearn.json').telco
    const { features, answers } = telco()
    const folds = stratifiedFolds(answers, 10)
    const of = (rows: Int32Array) => ({ learn: takeRows(features, rows), answer: rows.map((row) => answers[row]!) })
    for (const [name, ridge] of [
      ['logistic_unpenalised_std', 0],
      ['logistic_l2_C1_std', 1],
    ] as const) {
      const p = outOfFold(folds, (rows, predict) =>
        predictLogistic(fitLogistic(designMatrix(of(rows).learn), of(rows).answer, { ridge }), designMatrix(takeRows(features, predict))),
      )
      expect(Math.abs(auc(p, answers) - models[name]!.auc_pooled)).toBeLessThan(1e-4)
      expect(Math.abs(meanAuc(p, answers, folds) - models[name]!.auc_mean)).toBeLessThan(1e-4)
      expect(Math.abs(logLoss(p, answers) - models[name]!.logloss)).toBeLessThan(1e-4)
      expect(Math.abs(brierScore(p, answers) - models[name]!.brier)).toBeLessThan(1e-4)
      expect(Math.abs(averagePrecision(p, answers) - models[name]!.avg_precision)).toBeLessThan(1e-3)
      expect(Math.abs(lift(p, answers) - models[name]!.top_decile_lift)).toBeLessThan(0.02)
    }
    const trees = outOfFold(folds, (rows, predict) =>
      predictBoostedTrees(fitBoostedTrees(of(rows).learn, of(rows).answer, { seed: 1 }), takeRows(features, predict)),
    )
    for (const name of ['gbm_sklearn_100x3', 'gbm_300x3_lr.05_sub.7']) {
      expect(auc(trees, answers)).toBeGreaterThan(models[name]!.auc_pooled - 0.002)
      expect(meanAuc(trees, answers, folds)).toBeGreaterThan(models[name]!.auc_mean - 0.002)
    }
  })
})

function meanAuc(scores: Float64Array, answers: Uint8Array, folds: Int32Array): number {
  const parts = Array.from({ length: 10 }, (_, fold) => {
    const rows = folds.map((_, row) => row).filter((row) => folds[row] === fold)
    return auc(
      Array.from(rows, (row) => scores[row]!),
      rows.map((row) => answers[row]!),
    )
  })
  return parts.reduce((sum, part) => sum + part, 0) / parts.length
}
