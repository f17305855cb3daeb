namespace OmniForge.Agents.Scheduling;

/// <summary>What words say about a zone: an id, or the question which one is meant.</summary>
/// <param name="Id">IANA id, `UTC` or `Etc/GMT-3`; null while a question is open.</param>
/// <param name="Question">Reason `zone`; null when the words are clear.</param>
public sealed record ZoneReading(string? Id, ScheduleQuestion? Question);
