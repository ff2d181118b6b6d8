using System.ComponentModel.DataAnnotations;

namespace Gateway.Tokens;

/// <summary>Section Gateway:Tokens. The issuer is Auth:Issuer, the same setting by which the services check it.</summary>
public sealed class TokenOptions
{
    /// <summary>How long a token for one person's calls lives.</summary>
    [Range(typeof(TimeSpan), "00:00:30", "00:30:00")]
    public TimeSpan PersonLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a token of /oauth/token lives.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan GrantLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one key signs.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan KeyRotation { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long before its turn the next key is published, so that every service knows it in time.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan KeyPublishAhead { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How long a retired key stays published; longer than any token lives.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan KeyOverlap { get; set; } = TimeSpan.FromHours(2);
}
