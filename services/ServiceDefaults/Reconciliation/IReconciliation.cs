using Contracts.Common.V1;

namespace ServiceDefaults.Reconciliation;

/// <summary>Compares a service's own figures with each other, which it only reads, or its copies with what they are copies of, which it mends.</summary>
public interface IReconciliation
{
    Task<SelfCheck> Run(CancellationToken ct);
}
