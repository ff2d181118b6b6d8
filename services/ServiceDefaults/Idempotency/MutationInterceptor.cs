using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Idempotency;

/// <summary>
/// Runs each mutation in one transaction, and makes those with a request_id safe to repeat: their response is stored in that transaction, so the
/// effect and the memory of it exist together or not at all (domain.md C15). Whether it is a repeat is not asked first: a repeat fails at that
/// record, or earlier by what the first one did, and then gets the first result. A mutation whose caller did not say by an etag what it had read
/// is run again where another change was first: it decides anew on what is there then.
/// </summary>
internal sealed class MutationInterceptor(ContractIndex contracts, IEnumerable<ServiceModule> modules, TimeProvider clock) : Interceptor
{
    private const int MaximumLength = 64;

    /// <summary>Many at once on one thing collide, and each time one of them gets through.</summary>
    private const int MaximumRuns = 5;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var rpc = contracts.Find(context.Method);
        var module = modules.FirstOrDefault(m => m.Name == rpc?.Module);
        if (rpc is null || rpc.ReadOnly || rpc.RepeatsByItself || module is null)
        {
            return await continuation(request, context);
        }

        for (var runs = 1; ; runs++)
        {
            try
            {
                return runs == 1 ? await Run(request, module, context, continuation, afterConflict: false) : await RunAnew(request, module, context, continuation);
            }
            catch (Exception race) when (
                runs < MaximumRuns && TransientFailure.IsConflict(race) && !Etags.AreGiven((IMessage)request) && !context.CancellationToken.IsCancellationRequested)
            {
                // What there is now decides.
            }
        }
    }

    /// <summary>With services of its own: what the first run has read is stale.</summary>
    private async Task<TResponse> RunAnew<TRequest, TResponse>(
        TRequest request, ServiceModule module, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        var http = context.GetHttpContext();
        var first = http.RequestServices;
        await using var scope = first.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            return await Run(request, module, context, continuation, afterConflict: true);
        }
        finally
        {
            http.RequestServices = first;
        }
    }

    private async Task<TResponse> Run<TRequest, TResponse>(
        TRequest request, ServiceModule module, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation, bool afterConflict)
        where TRequest : class
        where TResponse : class
    {
        var db = (ServiceDb)context.GetHttpContext().RequestServices.GetRequiredService(module.Db);
        var requestId = RequestId((IMessage)request);
        try
        {
            await using var call = CallTransaction.Open(db, afterConflict);
            var response = await continuation(request, context);
            if (requestId.Length > 0)
            {
                // All else is saved; nobody looks through it for changes once more.
                db.ChangeTracker.Clear();
                db.IdempotencyRecords.Add(IdempotencyRecord.Of(context, requestId, (IMessage)request, (IMessage)response, clock.GetUtcNow()));
                await db.SaveChangesAsync(context.CancellationToken);
            }

            await call.CommitAsync(context.CancellationToken);
            db.PublishSaved();
            return response;
        }
        catch (Exception failure) when (!context.CancellationToken.IsCancellationRequested)
        {
            db.ChangeTracker.Clear();
            if (requestId.Length > 0 && await FirstResult<TResponse>(db, (IMessage)request, requestId, context) is { } earlier)
            {
                return earlier;
            }

            if (failure is DomainException { AfterRollback: { } afterRollback })
            {
                await afterRollback();
            }

            throw;
        }
    }

    private static string RequestId(IMessage request)
    {
        var id = RequestIds.Of(request);
        if (id.Length > MaximumLength)
        {
            throw DomainException.InvalidArgument("request_id", "TOO_LONG", $"has {id.Length} characters; at most {MaximumLength} are allowed.");
        }

        if (id.Any(char.IsControl))
        {
            throw DomainException.InvalidArgument("request_id", "NOT_PRINTABLE", "contains control characters.");
        }

        return id;
    }

    private static async Task<TResponse?> FirstResult<TResponse>(ServiceDb db, IMessage request, string requestId, ServerCallContext context)
        where TResponse : class
    {
        var subject = context.Caller().Subject;
        var record = await db.IdempotencyRecords.AsNoTracking().FirstOrDefaultAsync(
            r => r.Subject == subject && r.Method == context.Method && r.RequestId == requestId, context.CancellationToken);
        if (record is null)
        {
            return null;
        }

        // Parsed messages compare by value; their bytes may differ in the order of map entries.
        if (!request.Descriptor.Parser.ParseFrom(record.Request).Equals(request.WithoutSecrets()))
        {
            throw DomainException.InvalidArgument("request_id", "REUSED", "was used before with another request.");
        }

        var response = Activator.CreateInstance<TResponse>();
        ((IMessage)response).MergeFrom(record.Response);
        return response;
    }
}
