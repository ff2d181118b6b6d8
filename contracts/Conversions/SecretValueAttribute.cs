namespace Contracts.Conversions;

/// <summary>A value of an event that is for its addressee only, as the link of a mail is: no screen, API or log shows it (domain.md C15d).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretValueAttribute : Attribute;
