namespace Screens.Charts;

/// <summary>One value of a chart.</summary>
/// <param name="Label">What it is the value of, in the reader's language.</param>
/// <param name="Value">In whole units.</param>
/// <param name="Text">The value as the reader writes it.</param>
public sealed record ChartValue(string Label, decimal Value, string Text);
