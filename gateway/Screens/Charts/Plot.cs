using System.Globalization;

namespace Screens.Charts;

/// <summary>
/// The ground of a chart: a vertical scale that holds zero and every value, ending on round numbers, and equal slots side by side in
/// the direction of the script. Measures are the drawing's own units.
/// </summary>
public sealed class Plot
{
    public const decimal Width = 760;
    public const decimal Height = 260;
    const decimal Top = 14;
    const decimal Bottom = 226;
    const decimal Side = 96;
    const decimal FarSide = 12;
    const int Steps = 4;

    readonly bool rightToLeft;
    readonly int slots;
    readonly decimal low;
    readonly decimal high;

    public Plot(IReadOnlyCollection<decimal> values, int slots, bool rightToLeft)
    {
        ArgumentNullException.ThrowIfNull(values);
        this.slots = Math.Max(1, slots);
        this.rightToLeft = rightToLeft;
        var least = values.Append(0).Min();
        var most = values.Append(0).Max();
        var step = RoundStep((most - least) / Steps);
        low = decimal.Floor(least / step) * step;
        high = Math.Max(decimal.Ceiling(most / step) * step, low + step);
        Ticks = [.. Enumerable.Range(0, (int)((high - low) / step) + 1).Select(i => low + i * step)];
    }

    /// <summary>The values at which a line is drawn, lowest first.</summary>
    public IReadOnlyList<decimal> Ticks { get; }

    /// <summary>Room for one bar.</summary>
    public decimal Slot => (Width - Side - FarSide) / slots;

    public decimal TextX => Mirror(Side - 8);

    public decimal LineStart => Mirror(Side);

    public decimal LineEnd => Mirror(Width - FarSide);

    public static decimal LabelY => Bottom + 22;

    /// <summary>The middle of the n-th slot, from 0.</summary>
    public decimal X(int n) => Mirror(Side + (n + 0.5m) * Slot);

    public decimal Y(decimal value) => Bottom - (value - low) / (high - low) * (Bottom - Top);

    /// <summary>A measure as SVG reads it.</summary>
    public static string Px(decimal value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    decimal Mirror(decimal x) => rightToLeft ? Width - x : x;

    /// <summary>The next of 1, 2, 5, 10, 20, 50 ... and of their tenths and hundredths.</summary>
    static decimal RoundStep(decimal atLeast)
    {
        var step = 0.01m;
        while (step * 5 < atLeast)
        {
            step *= 10;
        }

        return step >= atLeast ? step : step * 2 >= atLeast ? step * 2 : step * 5;
    }
}
