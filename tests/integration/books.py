"""The records of a client across restarts of the daemon: acknowledged jobs, and their results."""
import msgpack


class Books:
    """Jobs by requestId, results by sequence number. Each broken promise is a line in `breaches`."""

    def __init__(self):
        self.jobs = {}      # request_id -> job_id, once acknowledged
        self.results = {}   # job_id -> (seq, epoch, the body's bytes)
        self.owners = {}    # (epoch, seq) -> job_id
        self.breaches = []

    def acknowledged(self, request_id, job_id):
        known = self.jobs.setdefault(request_id, job_id)
        if known != job_id:
            self.breaches.append(f"{request_id}: job {known}, and after a restart job {job_id}")

    def published(self, seq, body):
        """A publication. The same one may come again, but only with the same bytes."""
        meta = body["metadata"]
        if meta["seq"] != seq:
            self.breaches.append(f"{meta['job_id']}: frame says seq {seq}, body {meta['seq']}")
        self.result(body)

    def result(self, body):
        meta = body["metadata"]
        job, seq, epoch = meta["job_id"], meta["seq"], meta["epoch"]
        entry = (seq, epoch, msgpack.packb(body))
        known = self.results.setdefault(job, entry)
        if known[:2] != entry[:2]:
            self.breaches.append(f"{job}: seq {known[:2]} and seq {entry[:2]}")
        elif known[2] != entry[2]:
            self.breaches.append(f"{job}: two results that differ, both seq {seq}")
        owner = self.owners.setdefault((epoch, seq), job)
        if owner != job:
            self.breaches.append(f"seq {seq}: of {owner} and of {job}")

    def balance(self):
        """All that is wrong, once nothing more will come."""
        wrong = list(self.breaches)
        for request_id, job in self.jobs.items():
            if job not in self.results:
                wrong.append(f"{request_id}: job {job} was acknowledged and has no result")
        epochs = {epoch for epoch, _ in self.owners}
        if len(epochs) > 1:
            wrong.append(f"more than one epoch: {sorted(epochs)}")
        for epoch in epochs:
            numbers = sorted(seq for of, seq in self.owners if of == epoch)
            missing = set(range(1, numbers[-1] + 1)) - set(numbers)
            if missing:
                wrong.append(f"sequence numbers without a result: {sorted(missing)[:20]}")
        return wrong
