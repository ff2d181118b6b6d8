namespace Notifications.Rendering;

/// <summary>Where people reach the portal.</summary>
internal sealed class PublicAddress(IConfiguration configuration)
{
    private const string Default = "http://localhost:8080";

    /// <summary>Without a slash at the end.</summary>
    public string Root => (configuration["PublicUrl"] is { Length: > 0 } url ? url : Default).TrimEnd('/');
}
