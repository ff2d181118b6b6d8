namespace Testing.Fuzz;

/// <summary>Values at and beyond every edge, and some that are right, so that requests come far enough to do harm.</summary>
public sealed class HostileValues(Random random, IReadOnlyList<string> ids)
{
    private static readonly long[] Numbers =
        [0, 1, 2, 12, 100, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 999_999_999, 1_000_000_000, 999_999_999_999, 10_000, 366];

    private static readonly string[] Texts =
    [
        "", " ", "a", "Ada", "ada@example.com", "EUR", "VND", "XXX", "en", "fa", "de", "UTC", "Europe/Rome", "right/UTC", "localtime", "SPRING", "name", "*", "plan.name",
        "a\0b", "\0", "a\u0007b", "a\u2028b", "\u202Eevil", "đăng ký", "اشتراک", "😀", "\uFFFD", "' OR 1=1 --", "%00", "{{x}}", "../..", "http://evil.example", "<b>",
        "0001-01-01", "2026-02-30", "9999-12-31", "00000000-0000-0000-0000-000000000000", "tok_visa", "-1", "1e400", "NaN",
    ];

    public Random Random { get; } = random;

    public long Number() => Pick(Numbers);

    public string Text() => Random.Next(80) switch
    {
        < 28 => Pick(ids),
        28 => new string('x', 30_000),
        29 => string.Concat(Enumerable.Repeat("😀", 2_000)),
        < 34 => string.Concat(Enumerable.Range(0, Random.Next(1, 20)).Select(_ => char.ConvertFromUtf32(Random.Next(0xD7FF)))),
        _ => Pick(Texts),
    };

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Random.Next(choices.Count)];

    /// <summary>True once in so many times.</summary>
    public bool Once(int times) => Random.Next(times) == 0;
}
