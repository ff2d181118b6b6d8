using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Access;

namespace ServiceDefaults.Idempotency;

/// <summary>The first result of a mutation that was sent with a request_id (domain.md C15). Kept 48 hours.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Subject of the caller's token: two callers may use the same request_id.</summary>
    public required string Subject { get; init; }

    /// <summary>/plans.v1.PlanService/CreatePlan</summary>
    public required string Method { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Serialized request with hashes of its secrets, to tell a repeat from another request under the same id.</summary>
    public required byte[] Request { get; init; }

    /// <summary>Serialized response.</summary>
    public required byte[] Response { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static IdempotencyRecord Of(ServerCallContext context, string requestId, IMessage request, IMessage response, DateTimeOffset now) => new()
    {
        Subject = context.Caller().Subject,
        Method = context.Method,
        RequestId = requestId,
        Request = request.WithoutSecrets().ToByteArray(),
        Response = response.ToByteArray(),
        CreatedAt = now,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<IdempotencyRecord>
    {
        public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
        {
            builder.ToTable("IdempotencyRecords");
            builder.HasKey(r => new { r.Subject, r.Method, r.RequestId });
            builder.Property(r => r.Subject).HasMaxLength(100);
            builder.Property(r => r.Method).HasMaxLength(150);
            builder.Property(r => r.RequestId).HasMaxLength(64);
            builder.HasIndex(r => r.CreatedAt);
        }
    }
}
