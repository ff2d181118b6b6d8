using System.Text.Json;

namespace Testing.Processes;

/// <summary>What the program says in its one line for scripts: ready {...}.</summary>
public sealed record Ready(Uri Gateway, Uri Grpc, Uri AdminLink, string ClientId, string ClientSecret, string Data)
{
    public const string Prefix = "ready ";

    public static Ready Parse(string line) =>
        JsonSerializer.Deserialize<Ready>(line[Prefix.Length..], JsonSerializerOptions.Web) ?? throw new FormatException(line);
}
