using System.ComponentModel.DataAnnotations;

namespace Gateway.Identity.External;

/// <summary>Section Gateway:Identity:OpenIdConnect: the business's own identity provider, for staff. Off while Authority is empty.</summary>
internal sealed class ExternalSignInOptions
{
    /// <summary>
    /// Issuer of the provider; its metadata is at {Authority}/.well-known/openid-configuration. Only staff whose mail address stands in the
    /// id token get in; an address that the token calls unverified does not count.
    /// </summary>
    [Required, Url]
    public string Authority { get; set; } = "";

    /// <summary>The gateway's client id at the provider. Its redirect address there is {PublicUrl}/sign-in/external.</summary>
    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>The gateway's client secret at the provider.</summary>
    [Required]
    public string ClientSecret { get; set; } = "";
}
