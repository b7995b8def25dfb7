# Copyright 2026 The Tagwarden authors
# SPDX-License-Identifier: Apache-2.0
"""Contenders side by side: rounds in random order, of which the first warms up, then medians."""

import random
import statistics


def run_rounds(contenders, rounds):
    """Contenders are name -> (function that returns seconds, factor). Medians, in the order given."""
    times = {name: [] for name in contenders}
    for round_number in range(rounds + 1):
        for name in random.sample(list(contenders), len(contenders)):
            took = contenders[name][0]() * contenders[name][1]
            if round_number > 0:  # the first warms up
                times[name].append(took)
    return {name: (statistics.median(of), min(of), max(of)) for name, of in times.items()}


def show_seconds(title, results):
    ours = results["tagwarden"][0]
    print(f"\n{title}")
    for name, (median, low, high) in results.items():
        print(f"  {name:<34} {median:8.3f} s  [{low:.3f} .. {high:.3f}]  {median / ours:6.2f}x")
