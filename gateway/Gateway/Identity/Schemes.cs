namespace Gateway.Identity;

/// <summary>Names of the authentication schemes and authorization policies.</summary>
internal static class Schemes
{
    /// <summary>Session cookie of the admin screens.</summary>
    public const string Staff = "Staff";

    /// <summary>Session cookie of the portal.</summary>
    public const string Portal = "Portal";

    /// <summary>Bearer tokens of the gateway itself, for the JSON APIs.</summary>
    public const string Bearer = "GatewayBearer";

    /// <summary>Chooses one of the others by the request's path.</summary>
    public const string ByPath = "ByPath";

    /// <summary>Staff through the business's own identity provider.</summary>
    public const string External = "External";

    /// <summary>Policy: staff, or an internal application.</summary>
    public const string StaffPolicy = "Staff";

    /// <summary>Policy: a customer, or staff in a preview.</summary>
    public const string CustomerPolicy = "Customer";
}
