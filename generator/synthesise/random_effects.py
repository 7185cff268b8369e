"""Random-effects meta-analysis of effects and their standard errors; numbers only, no rule of evidence.

Sources of the formulas: τ² by DerSimonian and Laird, Control Clin Trials 1986;7:177; Paule and Mandel, J Res Natl
Bur Stand 1982;87:377; restricted maximum likelihood, Viechtbauer, J Educ Behav Stat 2005;30:261. Interval of τ² by
Q-profile, Viechtbauer, Stat Med 2007;26:37. I² from τ², Higgins and Thompson, Stat Med 2002;21:1539. Interval by
Hartung and Knapp, Stat Med 2001;20:3875, its factor at least 1 (Röver et al., BMC Med Res Methodol 2015;15:99).
Prediction interval with k − 2 degrees of freedom, Higgins et al., J R Stat Soc A 2009;172:137 and Partlett and
Riley, Stat Med 2017;36:301.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Literal

from generator.synthesise.distributions import (
    chi_squared_quantile,
    chi_squared_share,
    falling_root,
    normal_quantile,
    t_quantile,
)

Estimator = Literal["reml", "pm", "dl"]
Interval = tuple[float, float]
FROM_TRIALS = 5
"""Fewest trials for a prediction interval."""
_STEPS = 64


@dataclass(frozen=True)
class Fit:
    """A random-effects estimate on the scale of the effects; all intervals are of 95%.

    `error` and `interval` are by Hartung and Knapp, `plain_error` and `plain_interval` by the normal
    distribution. `tau2` is the variance between trials, `i2` its share of the total in percent, `q`
    Cochran's statistic, `q_p` its p value, `weights` each trial's share in percent. `prediction` is None for
    fewer than five trials.
    """

    estimator: Estimator
    estimate: float
    error: float
    interval: Interval
    plain_error: float
    plain_interval: Interval
    tau2: float
    tau2_interval: Interval
    i2: float
    i2_interval: Interval
    q: float
    q_p: float
    prediction: Interval | None
    weights: tuple[float, ...]

    @property
    def trials(self) -> int:
        """Number of trials."""
        return len(self.weights)


@dataclass(frozen=True)
class _Data:
    effects: tuple[float, ...]
    variances: tuple[float, ...]

    @property
    def freedom(self) -> int:
        return len(self.effects) - 1

    def weights(self, tau2: float) -> list[float]:
        return [1 / (variance + tau2) for variance in self.variances]

    def mean(self, tau2: float) -> float:
        weights = self.weights(tau2)
        return sum(w * y for w, y in zip(weights, self.effects, strict=True)) / sum(weights)

    def q(self, tau2: float, power: int = 1) -> float:
        """Return the weighted squared distances from the mean."""
        mean = self.mean(tau2)
        return sum(w**power * (y - mean) ** 2 for w, y in zip(self.weights(tau2), self.effects, strict=True))

    @property
    def typical(self) -> float:
        """The typical variance within trials, as I² needs it."""
        weights = self.weights(0)
        return self.freedom * sum(weights) / (sum(weights) ** 2 - sum(w * w for w in weights))


def fit(effects: Sequence[float], errors: Sequence[float], estimator: Estimator = "reml") -> Fit:
    """Return the random-effects estimate. Raises ValueError for fewer than two trials or an error not above zero."""
    data = _data(effects, errors)
    tau2 = _TAU2[estimator](data)
    weights, mean = data.weights(tau2), data.mean(tau2)
    plain = 1 / sqrt(sum(weights))
    error = plain * sqrt(max(1.0, data.q(tau2) / data.freedom))
    spread = _q_profile(data)
    return Fit(
        estimator,
        mean,
        error,
        _around(mean, t_quantile(0.975, data.freedom) * error),
        plain,
        _around(mean, normal_quantile(0.975) * plain),
        tau2,
        spread,
        _i2(data, tau2),
        (_i2(data, spread[0]), _i2(data, spread[1])),
        data.q(0),
        1 - chi_squared_share(data.q(0), data.freedom),
        _around(mean, _reach(data, tau2, error)) if data.freedom + 1 >= FROM_TRIALS else None,
        tuple(100 * w / sum(weights) for w in weights),
    )


def leave_one_out(
    effects: Sequence[float], errors: Sequence[float], estimator: Estimator = "reml"
) -> tuple[Fit, ...]:
    """Return the estimate without each trial in turn. Raises ValueError for fewer than three trials."""
    without = [
        ([*effects[:index], *effects[index + 1 :]], [*errors[:index], *errors[index + 1 :]])
        for index in range(len(effects))
    ]
    return tuple(fit(*rest, estimator) for rest in without)


def _data(effects: Sequence[float], errors: Sequence[float]) -> _Data:
    if len(effects) < 2 or len(effects) != len(errors):
        raise ValueError("at least two effects are pooled, each with its standard error")
    if min(errors) <= 0:
        raise ValueError("a standard error is above zero")
    return _Data(tuple(effects), tuple(error * error for error in errors))


def _around(mean: float, half: float) -> Interval:
    return mean - half, mean + half


def _reach(data: _Data, tau2: float, error: float) -> float:
    return t_quantile(0.975, data.freedom - 1) * sqrt(tau2 + error * error)


def _i2(data: _Data, tau2: float) -> float:
    return 100 * tau2 / (tau2 + data.typical)


def _dersimonian_laird(data: _Data) -> float:
    weights = data.weights(0)
    scale = sum(weights) - sum(w * w for w in weights) / sum(weights)
    return max(0.0, (data.q(0) - data.freedom) / scale)


def _paule_mandel(data: _Data) -> float:
    return _where_q_is(data, data.freedom)


def _q_profile(data: _Data) -> Interval:
    """Return the variances between trials at which Q reaches its two limits; 0 where it never does."""
    low, high = (chi_squared_quantile(share, data.freedom) for share in (0.975, 0.025))
    return _where_q_is(data, low), _where_q_is(data, high)


def _where_q_is(data: _Data, bound: float) -> float:
    return falling_root(lambda tau2: data.q(tau2) - bound, 0.0, max(data.variances))


def _reml(data: _Data) -> float:
    """Return the highest of all peaks of the restricted likelihood: each lies where its slope falls through zero."""
    top = max(data.variances) + (max(data.effects) - min(data.effects)) ** 2
    grid = [0.0, *(top * 2.0 ** (step / 4 - _STEPS / 4) for step in range(_STEPS + 1))]
    peaks = [
        falling_root(lambda tau2: _slope(data, tau2), low, high)
        for low, high in pairwise(grid)
        if _slope(data, low) > 0 >= _slope(data, high)
    ]
    return max([0.0, *peaks], key=lambda tau2: _likelihood(data, tau2))


def _slope(data: _Data, tau2: float) -> float:
    weights = data.weights(tau2)
    return data.q(tau2, 2) - sum(weights) + sum(w * w for w in weights) / sum(weights)


def _likelihood(data: _Data, tau2: float) -> float:
    weights = data.weights(tau2)
    return (sum(log(w) for w in weights) - log(sum(weights)) - data.q(tau2)) / 2


_TAU2: dict[Estimator, Callable[[_Data], float]] = {
    "reml": _reml,
    "pm": _paule_mandel,
    "dl": _dersimonian_laird,
}
