using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Tokens;

namespace Standalone;

/// <summary>Client id and secret that internal applications use; the same at every start.</summary>
public sealed record Credentials(string ClientId, string ClientSecret);

internal static class CredentialsFile
{
    private const string AllScopes = "plans subscriptions billing notifications";

    /// <summary>Makes sure that the gateway knows the internal applications and the services of this process.</summary>
    public static async Task<Credentials> EnsureApplications(this IServiceProvider services, StandaloneOptions options)
    {
        var credentials = await ReadOrCreate(PathIn(options));
        await using var scope = services.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IClientApplications>();
        await applications.EnsureAsync(credentials.ClientId, credentials.ClientSecret, "Internal application", AllScopes, CancellationToken.None);

        var configuration = scope.ServiceProvider.GetRequiredService<IConfiguration>();
        await applications.EnsureAsync(
            configuration["Auth:ClientId"]!, configuration["Auth:ClientSecret"]!, "Services of this process", "plans:read subscriptions:read billing:read notifications:read", CancellationToken.None);
        return credentials;
    }

    internal static string PathIn(StandaloneOptions options) => Path.Combine(options.Data, "internal-application.json");

    private static async Task<Credentials> ReadOrCreate(string path)
    {
        if (File.Exists(path))
        {
            await using var stored = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<Credentials>(stored)
                ?? throw new InvalidDataException($"{path} is empty; delete it to get new credentials.");
        }

        var created = new Credentials("internal-application", RandomNumberGenerator.GetHexString(48, lowercase: true));
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // The file is there whole or not at all, whenever the process may die.
        var draft = $"{path}.{Guid.NewGuid():N}";
        await using (var stream = new FileStream(draft, file))
        {
            await JsonSerializer.SerializeAsync(stream, created);
        }

        File.Move(draft, path);
        return created;
    }
}
