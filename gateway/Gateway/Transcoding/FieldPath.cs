using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gateway.Transcoding;

/// <summary>Fields by name, in either spelling, and by dotted path.</summary>
internal static class FieldPath
{
    /// <summary>Finds a field by its JSON name or its proto name.</summary>
    public static FieldDescriptor? Find(MessageDescriptor message, string name)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (field.JsonName == name || field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Follows a dotted path through single message fields; null when it leads nowhere.</summary>
    public static IReadOnlyList<FieldDescriptor>? Resolve(MessageDescriptor message, string path)
    {
        var fields = new List<FieldDescriptor>();
        foreach (var name in path.Split('.'))
        {
            if (fields.Count > 0)
            {
                if (fields[^1].FieldType != FieldType.Message || fields[^1].IsRepeated)
                {
                    return null;
                }

                message = fields[^1].MessageType;
            }

            if (Find(message, name) is not { } field)
            {
                return null;
            }

            fields.Add(field);
        }

        return fields;
    }

    /// <exception cref="NotSupportedException">A route names a field that the request does not have.</exception>
    public static void Require(MessageDescriptor message, string path)
    {
        if (Resolve(message, path) is null)
        {
            throw new NotSupportedException($"{message.FullName} has no field {path}.");
        }
    }

    /// <summary>The message that holds the last field of the path; messages on the way are made when missing.</summary>
    public static IMessage Owner(IMessage message, IReadOnlyList<FieldDescriptor> path)
    {
        foreach (var field in path.Take(path.Count - 1))
        {
            if (field.Accessor.GetValue(message) is not IMessage child)
            {
                child = New(field.MessageType);
                field.Accessor.SetValue(message, child);
            }

            message = child;
        }

        return message;
    }

    public static IMessage New(MessageDescriptor type) => type.Parser.ParseFrom(ByteString.Empty);

    /// <summary>A path in lower_snake_case as JSON spells it: plan.price.currency_code is plan.price.currencyCode.</summary>
    public static string ToJson(string path)
    {
        var result = new System.Text.StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '_' && i + 1 < path.Length && char.IsAsciiLetterOrDigit(path[i + 1]))
            {
                result.Append(char.ToUpperInvariant(path[++i]));
            }
            else
            {
                result.Append(path[i]);
            }
        }

        return result.ToString();
    }
}
