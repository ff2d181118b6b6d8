using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Identity;

namespace Standalone;

/// <summary>Tells people, and in one line scripts, how to get in.</summary>
internal static class Announcement
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task AnnounceReady(this IServiceProvider services, StandaloneOptions options, Credentials credentials)
    {
        await using var scope = services.CreateAsyncScope();
        var link = await scope.ServiceProvider.GetRequiredService<IFirstAdministrator>().CreateLinkAsync(CancellationToken.None);
        Console.WriteLine($"""

              Screens and JSON   {options.Url}/admin  {options.Url}/portal  {options.Url}/openapi
              gRPC               {options.GrpcUrl}
              Sign in as admin   {link}   (once, within 15 minutes)
              Another link       the same program with --admin-link --data {options.Data} --port {options.Port}
              For programs       export CLIENT_ID={credentials.ClientId} CLIENT_SECRET={credentials.ClientSecret}
              Data               {options.Data}
              Mails              {Path.Combine(options.Data, "mail")}   (sign-in links that people ask for are in here)
              Stop               Ctrl-C

            """);
        Console.WriteLine("ready " + JsonSerializer.Serialize(
            new
            {
                gateway = options.Url,
                grpc = options.GrpcUrl,
                adminLink = link.ToString(),
                clientId = credentials.ClientId,
                clientSecret = credentials.ClientSecret,
                data = options.Data,
            },
            Readable));
    }
}
