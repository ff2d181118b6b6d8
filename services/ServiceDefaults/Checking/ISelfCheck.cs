using Contracts.Common.V1;

namespace ServiceDefaults.Checking;

/// <summary>Compares a service's own figures with each other. It only reads.</summary>
public interface ISelfCheck
{
    Task<SelfCheck> Run(CancellationToken ct);
}
