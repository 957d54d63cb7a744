SELECT * FROM out.few_senders
