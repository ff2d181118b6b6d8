using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServiceDefaults.Clients;
using ServiceDefaults.Data;

namespace ServiceDefaults.Hosting;

/// <summary>A setting that cannot work. The message names it and says what it must be; never its value where that may be a secret.</summary>
public sealed class WrongSettingException(IReadOnlyList<string> complaints) : Exception(string.Join(' ', complaints))
{
    public IReadOnlyList<string> Complaints => complaints;
}

/// <summary>What every process asks of its settings before it serves: all that is wrong at once, not one by one.</summary>
internal static partial class Settings
{
    public static void AddSettingsValidation(this IServiceCollection services)
    {
        services.AddOptions<Checked>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<Checked>, Validation>();
    }

    /// <returns>Null when the exception is about something else.</returns>
    public static IReadOnlyList<string>? Complaints(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException all when all.InnerExceptions.All(inner => Complaints(inner) is not null) =>
            [.. all.InnerExceptions.SelectMany(inner => Complaints(inner)!)],
        WrongSettingException wrong => wrong.Complaints,
        // The binder quotes the value; the name and the type are enough.
        InvalidOperationException unreadable when Unreadable().Match(unreadable.Message) is { Success: true } match =>
            [$"{match.Groups["name"].Value} cannot be read as {match.Groups["type"].Value.Split('.')[^1]}."],
        _ => null,
    };

    [GeneratedRegex("at '(?<name>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex Unreadable();

    private sealed class Checked;

    private sealed class Validation(IConfiguration configuration, IEnumerable<ServiceModule> modules, IEnumerable<AskedService> asked) : IValidateOptions<Checked>
    {
        public ValidateOptionsResult Validate(string? name, Checked options)
        {
            var errors = new List<string>();
            errors.AddRange(modules.Where(module => !ServiceDatabase.HasConnection(configuration, module.Name))
                .Select(module => $"ConnectionStrings:{module.Name} is not set, and neither is DataDirectory."));
            errors.AddRange(asked.Select(service => service.Name).Distinct()
                .Where(service => configuration[$"Services:{service}:Address"] is { } address && ServiceEndpoints.Parse(address) is null)
                .Select(ServiceEndpoints.Wanted));
            if (!Uri.TryCreate(GatewayBackchannel.Issuer(configuration), UriKind.Absolute, out _))
            {
                errors.Add("Auth:Issuer must be the address of the gateway as tokens name it, such as https://subscriptions.example.");
            }

            if (configuration["Auth:Backchannel"] is { } gateways && ServiceEndpoints.Parse(gateways) is null)
            {
                errors.Add("Auth:Backchannel must be an address such as http://gateway:8080, or several separated by commas.");
            }

            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }
    }
}
