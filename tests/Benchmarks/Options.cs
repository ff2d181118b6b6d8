using System.Globalization;

namespace Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Rounds">How often each side is measured, in turn.</param>
/// <param name="Time">How long one side is measured at a time.</param>
/// <param name="Json">File for the figures; null: none.</param>
/// <param name="Only">Names of cases; empty: all.</param>
/// <param name="In">Names of deployments; empty: all.</param>
/// <param name="Due">How many orders fall due at once in a billing run, one after the other; empty: the usual numbers.</param>
internal sealed record Options(int Rounds, TimeSpan Time, string? Json, IReadOnlyList<string> Only, IReadOnlyList<string> In, IReadOnlyList<int> Due)
{
    public const string Help = """
        Measures the system beside its limits, in turn: A B A B ...

          --quick            3 short rounds: tells whether something broke, not by how much it changed
          --rounds N         default 5
          --seconds S        length of one measurement, default 3
          --only CASE,...    access, close, checkin, get, list, json, chatter, billing,
                             dunning, passes, search; default all
          --in WHERE,...     standalone, cluster; default both
          --due N,...        orders that fall due at once in a billing run; default 1000,10000,100000, or 300 with --quick
          --json FILE        writes the figures there as well
        """;

    /// <summary>Before measuring: the code is compiled for good, connections are open.</summary>
    public TimeSpan WarmUp => Time;

    /// <summary>How many orders fall due at once in a billing run.</summary>
    public IReadOnlyList<int> Runs => Due.Count > 0 ? Due : IsQuick ? [300] : [1_000, 10_000, 100_000];

    /// <summary>A quick look takes no billing run, dunning, passes and search unless they are named: each would take a minute more.</summary>
    public bool Wants(string @case) => Only.Count == 0 ? !IsQuick || @case is not ("billing" or "dunning" or "passes" or "search") : Only.Contains(@case);

    private bool IsQuick => Time < TimeSpan.FromSeconds(1);

    public bool WantsIn(string deployment) => In.Count == 0 || In.Contains(deployment);

    /// <returns>Null when it is not understood.</returns>
    public static Options? Read(string[] args)
    {
        var options = new Options(5, TimeSpan.FromSeconds(3), null, [], [], []);
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var name))
        {
            if (name == "--quick")
            {
                options = options with { Rounds = 3, Time = TimeSpan.FromSeconds(0.7) };
                continue;
            }

            if (!rest.TryDequeue(out var value) || options.With(name, value) is not { } more)
            {
                return null;
            }

            options = more;
        }

        return options;
    }

    private Options? With(string name, string value) => name switch
    {
        "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => this with { Rounds = rounds },
        "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 => this with { Time = TimeSpan.FromSeconds(seconds) },
        "--only" => this with { Only = value.Split(',') },
        "--in" => this with { In = value.Split(',') },
        "--due" when value.Split(',').All(n => int.TryParse(n, CultureInfo.InvariantCulture, out var due) && due > 0) =>
            this with { Due = [.. value.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))] },
        "--json" => this with { Json = value },
        _ => null,
    };
}
