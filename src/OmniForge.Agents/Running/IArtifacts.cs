namespace OmniForge.Agents.Running;

/// <summary>Keeps bytes that are too many for an event or a row, by their content.</summary>
public interface IArtifacts
{
    /// <summary>Stores the bytes durably.</summary>
    /// <returns>Their lower-case hex SHA-256.</returns>
    Task<string> KeepAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The bytes of a digest that was kept.</summary>
    Task<byte[]> ReadAsync(string digest, CancellationToken cancellationToken);
}
