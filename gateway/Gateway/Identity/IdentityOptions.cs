using System.ComponentModel.DataAnnotations;

namespace Gateway.Identity;

/// <summary>Section Gateway:Identity.</summary>
public sealed class IdentityOptions
{
    /// <summary>Where people's browsers reach the gateway; links in mails begin with it. No slash at the end.</summary>
    [Required, Url]
    public string PublicUrl { get; set; } = "http://localhost:8080";

    /// <summary>Created at the first start, when no member of staff exists.</summary>
    [Required, EmailAddress]
    public string FirstAdministratorEmail { get; set; } = "admin@example.com";

    /// <summary>Name of the first administrator.</summary>
    [Required]
    public string FirstAdministratorName { get; set; } = "Administrator";

    /// <summary>How long a sign-in link is good for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Links that one person is mailed within a link's lifetime; further requests are answered alike and mail nothing.</summary>
    [Range(1, 100)]
    public int LinksPerPerson { get; set; } = 5;

    /// <summary>A session ends after this time without a request.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromHours(8);

    /// <summary>A session ends after this time in any case.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan SessionLimit { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Applications that exist from the start; secrets come from the environment or a secret store.</summary>
    public IList<ConfiguredApplication> Applications { get; } = [];

    /// <summary>
    /// PKCS#12 file whose key encrypts the keys at rest in the database (cookies, signing keys). Without it they are stored
    /// as they are, and whoever reads the database can make tokens.
    /// </summary>
    public string? KeyCertificatePath { get; set; }

    /// <summary>Password of the file.</summary>
    public string? KeyCertificatePassword { get; set; }
}

/// <summary>An internal application that may ask for tokens.</summary>
public sealed class ConfiguredApplication
{
    /// <summary>Its client id.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>Its client secret, 32 characters or more.</summary>
    [Required, MinLength(32)]
    public string Secret { get; set; } = "";

    /// <summary>For people; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>Space-separated: plans subscriptions:read.</summary>
    public string Scopes { get; set; } = "";
}
