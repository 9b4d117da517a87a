import { BellOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Badge, Button, Empty, Popover } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { JobLine } from "@/components/ui/job-line";
import type { Job } from "@/lib/api-types";
import { counted } from "@/lib/format";
import { jobIsOver, useJobs } from "@/lib/jobs";
import { useGo } from "@/lib/scope";

/** Tells once about each job that ended while the person was elsewhere. */
const useEndNotices = (jobs: Job[] | undefined): void => {
  const { t } = useTranslation("jobs");
  const { notification } = App.useApp();
  const client = useQueryClient();
  const running = useRef(new Set<string>());
  useEffect(() => {
    for (const job of jobs ?? []) {
      if (!jobIsOver(job)) running.current.add(job.id);
      else if (running.current.delete(job.id)) {
        const title = t(`kind.${job.kind}`, { defaultValue: job.kind });
        const write = job.status === "done" ? notification.success : notification.warning;
        write({ title, description: t(`ended.${job.status}`) });
        void client.invalidateQueries();
      }
    }
  }, [client, jobs, notification, t]);
};

export const Notices = () => {
  const { t } = useTranslation("nav");
  const go = useGo();
  const [open, setOpen] = useState(false);
  const jobs = useJobs().data?.items;
  useEndNotices(jobs);
  const running = jobs?.filter((job) => !jobIsOver(job)).length ?? 0;
  const content = (
    <div className="notices">
      {jobs?.slice(0, 6).map((job) => (
        <JobLine key={job.id} job={job} />
      ))}
      {jobs?.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noJobs")} />
      )}
      <Button
        type="link"
        onClick={() => {
          setOpen(false);
          go("/jobs");
        }}
      >
        {t("allJobs")}
      </Button>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={content}
    >
      <Badge count={running} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined />} aria-label={t("notices", counted(running))} />
      </Badge>
    </Popover>
  );
};
