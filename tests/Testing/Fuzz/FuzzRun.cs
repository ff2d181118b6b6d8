using System.Globalization;

namespace Testing.Fuzz;

/// <summary>
/// How many random requests a fuzzer sends, and from which seed: FUZZ_REQUESTS and FUZZ_SEED of the environment, for a longer run and for one that
/// repeats what failed.
/// </summary>
public sealed record FuzzRun(int Seed, int Requests)
{
    public static FuzzRun Read(int requests) => new(Number("FUZZ_SEED") ?? Random.Shared.Next(), Number("FUZZ_REQUESTS") ?? requests);

    public override string ToString() => $"FUZZ_SEED={Seed} FUZZ_REQUESTS={Requests}";

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
